// Before anything is drawn: what needs scripts may show, and the cards close.
document.documentElement.classList.add("js");
