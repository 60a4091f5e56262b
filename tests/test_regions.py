"""What is headline, story, caption, or furniture of the page. Every article here is invented."""

import pytest

from claimcheck.article import Article
from claimcheck.segment import segment
from claimcheck.segment.regions import Region

STORY = [
    "The only bridge over the river Halden will stay shut until spring, the county said on Monday.",
    "“We cannot risk it,” said Ilse Orrin, who runs the county's roads. A ferry runs every hour.",
    "Shopkeepers in the lower town say that they have lost half of their customers since then.",
]


def labels(text: str, title: str | None = None) -> list[tuple[str, Region, str | None]]:
    return [(s.text, s.region, s.reason) for s in segment(Article(text=text, title=title))]


def around(line: str) -> list[tuple[Region, str | None]]:
    """The labels of a paragraph in the middle of an article."""
    text = "\n\n".join(["Halden bridge to stay shut", *STORY[:2], line, STORY[2]])
    return [(s.region, s.reason) for s in segment(Article(text=text)) if s.text in line]


def below(*lines: str) -> list[tuple[Region, str | None]]:
    """The labels of paragraphs at the foot of an article."""
    sentences = segment(Article(text="\n\n".join(["Halden bridge to stay shut", *STORY, *lines])))
    return [(s.region, s.reason) for s in sentences if s.paragraph > len(STORY)]


class TestHeadline:
    @pytest.mark.parametrize("break_", ["\n\n", "\n"])
    @pytest.mark.parametrize(
        "line",
        [
            "Halden bridge to stay shut until spring",
            "Halden Bridge to Stay Shut Until Spring, County Says.",
            "Halden bridge to stay shut, county says.",
            "Opinion: The county forgot its lower town",
            "Halden bridge shut | The Lower Town Gazette",
        ],
    )
    def test_a_first_line_above_a_story(self, line: str, break_: str) -> None:
        found = labels(break_.join([line, *STORY]))
        assert found[0] == (line, "headline", None)
        assert {region for _, region, _ in found[1:]} == {"body"}

    def test_a_question_that_a_blank_line_sets_off(self) -> None:
        question = "Will it ever open again?"
        assert labels("\n\n".join([question, *STORY]))[0][1] == "headline"
        assert labels("\n".join([question, *STORY]))[0][1] == "body"

    @pytest.mark.parametrize("under", ["By Karl Falk", "Monday, 3 May 2021", "🎙️ Voice is AI-generated."])
    def test_a_plain_sentence_above_a_byline(self, under: str) -> None:
        assert labels("\n\n".join(["Rents fell.", under, *STORY]))[0] == ("Rents fell.", "headline", None)

    def test_a_plain_sentence_above_a_dateline(self) -> None:
        assert labels(f"Rents fell.\n\nHALDEN, Norway (AP) — {STORY[0]}")[0][1] == "headline"

    def test_below_a_time_stamp(self) -> None:
        found = labels("\n\n".join(["May 3, 2021", "Bridge to stay shut", *STORY]))
        assert found[:2] == [
            ("May 3, 2021", "boilerplate", "time stamp"),
            ("Bridge to stay shut", "headline", None),
        ]

    def test_a_second_line_under_it(self) -> None:
        dek = "County blames cracked bearings and promises a ferry every hour"
        assert labels("\n".join(["Bridge to stay shut", dek, *STORY]))[1] == (dek, "headline", None)

    def test_the_known_title_wherever_it_stands_at_the_top(self) -> None:
        found = labels("\n\n".join([STORY[2], "The bridge is shut.", STORY[0]]), title="THE BRIDGE IS SHUT")
        assert [region for _, region, _ in found] == ["body", "headline", "body"]

    @pytest.mark.parametrize(
        "text",
        [
            "The bridge is shut.",
            "Bridge shut",
            "Ilse Orrin (born 1970) is an engineer. She was born in Halden and lives there.",
            "\n\n".join(STORY),
            "\n".join(STORY),
            f"The council met as follows:\n\n{STORY[0]}",
        ],
    )
    def test_none_where_the_story_starts_at_once(self, text: str) -> None:
        assert {region for _, region, _ in labels(text)} == {"body"}


class TestCaption:
    @pytest.mark.parametrize(
        ("statement", "credit"),
        [
            (
                "Above, workers inspect the bridge on May 3. The county says that they have...",
                "ILSE ORRIN/AFP/Getty Images",
            ),
            ("Workers inspect the bridge on May 3.", "(Photo by Ilse Orrin)"),
            ("A man walks past the bridge", "(AP Photo/Ilse Orrin)"),
            ("Karl Falk in front of his shop.", "(Ilse Orrin/Halden News Group)"),
            ("The ferry at night", "Image: Ilse Orrin."),
            ("The ferry at night.", "Photo: Ilse Orrin/Reuters"),
            ("The ferry at night.", "Photo courtesy of Halden County"),
            ("The old mill in 1974.", "(Courier photo by Ilse Orrin)"),
            ("The ferry at night.", "(Ilse Orrin/Courier)"),
            ("The ferry at night", "(Ilse Orrin/Courier)"),
            ("The ferry at night.", "[Ilse Orrin/Halden Courier]"),
            ("The ferry at night.", "Ilse Orrin / Halden Courier"),
            ("The ferry at night.", "Staff photo by Ilse Orrin"),
            ("The ferry at night.", "Halden County handout"),
            ("The ferry at night.", "HALDEN COUNTY HANDOUT"),
            ("The ferry at night.", "Handout via Reuters"),
            ("The ferry at night.", "Still from video/Halden County"),
            ("The ferry at night", "(still from video)"),
            ("The ferry at night.", "(Supplied: Halden County)"),
            ("The ferry at night.", "Courtesy of Halden County"),
        ],
    )
    def test_the_credit_is_a_sentence_of_its_own(self, statement: str, credit: str) -> None:
        found = around(f"{statement} {credit}")
        assert found[-1] == ("caption", "photo credit")
        assert set(found[:-1]) == {("caption", None)}
        assert found[:-1]

    @pytest.mark.parametrize(
        "line",
        [
            "Photo: Ilse Orrin",
            "PHOTO: Ilse Orrin",
            "PHOTO BY ILSE ORRIN",
            "[Photo: Ilse Orrin]",
            "File photo",
            "Image via Halden County",
            "Pic by Ilse Orrin",
            "Ilse Orrin/Getty Images",
            "REUTERS/Ilse Orrin",
            "© Halden County",
        ],
    )
    def test_a_credit_alone(self, line: str) -> None:
        assert around(line) in ([("caption", "photo credit")], [("boilerplate", "copyright line")])

    @pytest.mark.parametrize(
        "line",
        [
            "File photo of the bridge in winter.",
            "FILE - Cars cross the bridge in March.",
            "In this photo provided by the county, workers inspect a bearing.",
            "Pictured: Karl Falk behind his counter.",
            "PHOTO: Workers inspect the bridge on May 3.",
            "Photo: Men at work near the lower bridge of Halden",
        ],
    )
    def test_an_opening_that_only_captions_have(self, line: str) -> None:
        assert set(around(line)) == {("caption", None)}

    def test_its_label_is_a_sentence_of_its_own(self) -> None:
        found = around("Caption: Workers inspect the bridge. (Courier photo by Ilse Orrin)")
        assert found == [("caption", "caption label"), ("caption", None), ("caption", "photo credit")]
        assert around("Image caption: Workers inspect the bridge")[1:] == [("caption", None)]

    def test_a_title_right_above_belongs_to_it(self) -> None:
        found = around("The old bridge\nWorkers inspect it on May 3. (Photo by Ilse Orrin)")
        assert found == [("caption", "caption title"), ("caption", None), ("caption", "photo credit")]

    def test_a_title_that_states_something_makes_a_claim(self) -> None:
        assert around("Workers are inspecting the bridge\nThis is May 3. (Photo by Ilse Orrin)")[0] == ("caption", None)

    @pytest.mark.parametrize(
        "line",
        [
            "Orrin took the photo by the river, and the court accepted it as evidence.",
            "The poll was made by Halden/Reuters.",
            "Above, the sky was grey.",
            "The county's and/or the state's engineers will decide.",
            "The poll was made by two firms (Ipsos Halden/Orrin).",
            "The county called it a handout. Officials gave a handout.",
            "Courtesy of Halden County, the ferry is free for all.",
            "The court saw a still from video of the bridge.",
            "The ferry is late. Handouts were given by Halden County.",
            "They met in the lobby. Photo IDs were checked.",
            "Photo: that is how it began, he said.",
        ],
    )
    def test_story_that_looks_like_one(self, line: str) -> None:
        assert set(around(line)) == {("body", None)}


class TestFurniture:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("By Ilse Orrin", "byline"),
            ("BY ILSE ORRIN AND KARL FALK", "byline"),
            ("By Ilse Orrin | orrin@example.org | Halden Gazette", "byline"),
            ("Ilse Orrin, Staff Writer", "byline"),
            ("By Ilse Orrin, harbour correspondent", "byline"),
            ("By Ilse Orrin, chief reporter at the Halden Gazette", "byline"),
            ("By Ilse Orrin and Karl Falk in Bremm", "byline"),
            ("By Ilse Orrin, May 3, 2021, 9:40 a.m.", "byline"),
            ("By Ilse Orrin • Updated 2 hours ago • 4 min read", "byline"),
            ("Words: Ilse Orrin", "byline"),
            ("EXCLUSIVE by Ilse Orrin, Harbour Editor", "byline"),
            ("Words by Ilse Orrin, pictures by Karl Falk", "byline"),
            ("Do you live in the lower town? Email us at desk@example.org.", "contact line"),
            ("(Reporting by Ilse Orrin; Editing by Karl Falk)", "byline"),
            ("Karl Falk contributed to this report.", "byline"),
            ("Published May 3, 2021 at 5:31 p.m. ET", "time stamp"),
            ("Updated 3 hours ago", "time stamp"),
            ("Monday, May 3, 2021", "time stamp"),
            ("HALDEN, Norway (AP) —", "dateline"),
            ("🎙️ Voice is AI-generated. Inconsistencies may occur.", "voice disclaimer"),
            ("Listen to this article", "voice disclaimer"),
            ("Sign up for our morning newsletter to get the news first.", "newsletter line"),
            ("Get the day's headlines in your inbox.", "newsletter line"),
            ("You can get in touch with Ilse by emailing orrin@example.org.", "contact line"),
            ("Follow Ilse Orrin on X @ilseorrin", "contact line"),
            ("Ilse Orrin can be reached at orrin@example.org.", "contact line"),
            ("Do you have a tip? Write to us.", "contact line"),
            ("orrin@example.org", "contact line"),
            ("Have a tip?", "contact line"),
            ("Have a tip? Write to tips@example.org.", "contact line"),
            ("Got a tip? Call 555-0134.", "contact line"),
            ("Have a news tip? Contact Ilse Orrin at orrin@example.org", "contact line"),
            ("Know something? Send it to tips@example.org", "contact line"),
            ("Write to tips@example.org.", "contact line"),
            ("By 王小明", "byline"),
            ("2021年5月3日 17:31", "time stamp"),
            ("© 2021 Halden Gazette. All rights reserved.", "copyright line"),
            ("Copyright 2021 Halden Gazette.", "copyright line"),
            ("ADVERTISEMENT", "advertisement"),
            ("Story continues below", "advertisement"),
            ("This is a developing story. Check back for updates.", "developing story"),
            ("Disclosure: The ferry company advertises in this newspaper.", "disclosure"),
            ("This story was produced with the support of the Halden Fund.", "disclosure"),
            ("Read more", "link to another article"),
            ("Related: Why the old ferry sank", "link to another article"),
            ("READ MORE: Why the old ferry sank", "link to another article"),
            ("RELATED | Why the old ferry sank", "link to another article"),
            ("👉 🌉 👈", "ornament"),
        ],
    )
    def test_a_line_that_is_no_story(self, line: str, reason: str) -> None:
        assert set(around(line)) == {("boilerplate", reason)}

    @pytest.mark.parametrize(
        "line",
        [
            "By Monday, the ferry had carried 900 people.",
            "By then everybody knew.",
            "In May 2021 the bridge was shut.",
            "Orrin, staff at the ferry and the harbour master met.",
            "“Stay with us,” the captain told his passengers. “Get our app and you will get all the updates.”",
            "Get the boats out, the county told our captains.",
            "Join the queue early, the harbour master said.",
            "Follow the yellow signs to the ferry, the county said on Facebook.",
            "The Gazette reached out to the ferry company for comment.",
            "Falk did not respond to an email sent to falk@example.org.",
            "Do you have a tip for visitors? He laughed.",
            "Tips? He never got any, the captain told his crew.",
            "To have a cellar inspected, call the county at 555-0134.",
            "The voice is AI-generated, according to two experts who heard the recording.",
            "This story was read by thousands of people before the county took it down.",
            "Engineers from five counties contributed to the report.",
            "Brokers may earn a commission of 5 percent on each ferry.",
            "Correction: An earlier version of this article gave the wrong year for the bridge.",
            "This article has been updated with a comment from the county.",
            "Read more books, the librarian told the pupils.",
            "Orrin is developing a story about the bridge for children.",
            "ORRIN: The bridge is shut.",
            "Q. Is the bridge shut? A. It is.",
            "- Bring a coat and a lamp.",
        ],
    )
    def test_story_that_looks_like_one(self, line: str) -> None:
        assert set(around(line)) == {("body", None)}

    def test_lines_under_a_heading_for_links_are_links(self) -> None:
        links = ["Why the old ferry sank", "Halden: a town and its river", "Is the water safe?"]
        found = around("\n".join(["Related articles", *links]))
        assert set(found) == {("boilerplate", "link to another article")}
        assert len(found) == 4

    def test_links_end_where_the_story_goes_on(self) -> None:
        found = labels("\n\n".join(["Bridge shut", STORY[0], "Related articles", "Why the old ferry sank", *STORY[1:]]))
        assert [region for _, region, _ in found[1:]] == ["body", "boilerplate", "boilerplate", "body", "body", "body"]

    @pytest.mark.parametrize(
        "line",
        [
            "By Monday, the harbour correspondent had left",
            "By now, staff writers say, nobody expects a ferry.",
            "By Ilse Orrin, who once was a reporter, nothing was said",
        ],
    )
    def test_a_sentence_that_begins_with_by_is_story(self, line: str) -> None:
        assert around(line)[0] == ("body", None)

    @pytest.mark.parametrize(
        "line",
        [
            "Ilse Orrin | 3 May 2021",
            "Halden Gazette | 3 May 2021 | 4 min read",
            "Ilse Orrin, harbour correspondent",
            "Ilse Orrin in Bremm",
            "Ilse Orrin in Bremm and Karl Falk in Halden",
            "Ilse Orrin, Karl Falk and Jan Ude",
        ],
    )
    def test_names_alone_are_a_byline_above_the_story_only(self, line: str) -> None:
        assert labels("\n\n".join(["Bridge shut", line, *STORY]))[1] == (line, "boilerplate", "byline")
        assert around(line)[0][1] != "byline"

    def test_an_office_below_a_byline_belongs_to_it(self) -> None:
        lines = ["Bridge shut", "By Ilse Orrin", "Transport correspondent, Halden Radio", *STORY]
        assert labels("\n\n".join(lines))[2][1:] == ("boilerplate", "byline")

    def test_a_name_and_an_outlet_are_a_byline_above_the_story_only(self) -> None:
        line = "Ilse Orrin | Halden Gazette"
        assert labels("\n\n".join(["Bridge shut", line, *STORY]))[1] == (line, "boilerplate", "byline")
        assert around(line) == [("body", None)]

    def test_read_more_at_the_end_of_a_paragraph_of_the_story(self) -> None:
        assert around("The ferry is full. Read more")[-1] == ("boilerplate", "link to another article")
        assert around("The ferry is full. Read more")[0] == ("body", None)


class TestSectionHeading:
    @pytest.mark.parametrize(
        "line",
        ["Background", "What happens next", "The road ahead", "How it began", "In the lower town", "Ferry service"],
    )
    def test_a_topic(self, line: str) -> None:
        assert around(line) == [("boilerplate", "section heading")]

    @pytest.mark.parametrize(
        "line",
        [
            "Mayor resigns",
            "Shares fall",
            "Ferry sank",
            "The county denies everything",
            "The bridge was shut",
            "The mayor resigned on Monday",
            "Police arrest two captains",
            "The toll: 14 dead",
            "What is the county hiding?",
            "Nobody was hurt.",
        ],
    )
    def test_a_line_that_states_or_asks_something_is_story(self, line: str) -> None:
        assert set(around(line)) == {("body", None)}

    def test_not_between_items_of_a_list(self) -> None:
        text = "\n".join([*STORY, "Dinner", "Ferry timetable", "Night bus"])
        assert {region for _, region, _ in labels(text)} == {"body"}


class TestAuthorsBio:
    BIO = "Ilse Orrin is a reporter for the Halden Gazette. She covers roads."

    def test_all_under_a_heading_that_says_so(self) -> None:
        found = below(
            "About the writer", self.BIO, "She was born in 1970.", "You can email her at orrin@example.org", "Read more"
        )
        assert {region for region, _ in found} == {"boilerplate"}
        assert [reason for _, reason in found][:4] == ["author's bio"] * 4

    def test_a_heading_does_not_swallow_a_story(self) -> None:
        text = "\n\n".join(["Bridge shut", STORY[0], "About the author", self.BIO, *STORY, *STORY, *STORY])
        found = labels(text)
        assert found[2][1:] == found[3][1:] == ("boilerplate", "author's bio")
        assert {region for _, region, _ in found[5:]} == {"body"}

    @pytest.mark.parametrize(
        "line",
        [
            "Tove Amsel is a reporter for the Halden Gazette. She covers roads.",
            "Tove Amsel is the Gazette's transport correspondent.",
            "Tove Amsel covers ferries and roads.",
            "Tove Amsel is an editor. Follow her on X @toveamsel",
        ],
    )
    def test_at_the_end_about_somebody_whom_the_story_does_not_name(self, line: str) -> None:
        assert set(below(line)) == {("boilerplate", "author's bio")}

    def test_about_who_signed_the_article(self) -> None:
        text = "\n\n".join(["Bridge shut", "By Ilse Orrin", *STORY, self.BIO])
        assert labels(text)[-1][1:] == ("boilerplate", "author's bio")

    def test_repeated_and_cut_short(self) -> None:
        cut = "Tove Amsel is a reporter for the Halden Gazette. Tove... Read more"
        assert set(below("Tove Amsel is a reporter for the Halden Gazette.", "Read more", cut)) == {
            ("boilerplate", "author's bio"),
            ("boilerplate", "link to another article"),
        }

    @pytest.mark.parametrize(
        "line",
        [
            "Ilse Orrin is a reporter for the Halden Gazette.",
            "Tove Amsel is an engineer who has built ferries for thirty years.",
            "Tove Amsel was a reporter for the Gazette when the old ferry sank.",
            "The Gazette is a newspaper.",
        ],
    )
    def test_story_that_looks_like_one(self, line: str) -> None:
        assert set(below(line)) == {("body", None)}

    def test_in_the_middle_of_an_article_it_is_story(self) -> None:
        assert set(around("Tove Amsel is a reporter for the Halden Gazette.")) == {("body", None)}

    @pytest.mark.parametrize(
        "text",
        [
            "Tove Amsel is a reporter for the Halden Gazette. She was born in 1970. She covers roads.",
            "Tove Amsel is a reporter for the Halden Gazette.\n\nShe was born in 1970 and has won two prizes.",
            "Tove Amsel (born 1970) is an actress.\n\nShe has played in nine films.\n\nShe lives in Halden.",
        ],
    )
    def test_a_text_that_is_a_biography_is_story(self, text: str) -> None:
        assert {region for _, region, _ in labels(text)} == {"body"}


class TestMarkdown:
    TEXT = """---
title: Bridge shut
tags: [roads, ferries]
---
# Halden bridge to *stay shut*

{}

![Workers on the bridge](workers.jpg)

## What happens next

- A [ferry](https://example.org/a.b) runs every hour.

***

[Read more](https://example.org)
"""

    def test_front_matter_pictures_rules_and_links_make_no_claims(self) -> None:
        found = labels(self.TEXT.format(STORY[0]))
        assert [(region, reason) for _, region, reason in found] == [
            ("boilerplate", "front matter"),
            ("headline", None),
            ("body", None),
            ("boilerplate", "picture"),
            ("boilerplate", "section heading"),
            ("body", None),
            ("boilerplate", "ornament"),
            ("boilerplate", "link to another article"),
        ]

    def test_a_picture_whose_description_is_a_sentence_is_story(self) -> None:
        assert around("![The county shut it on Monday.](a.jpg)")[0][0] == "body"

    def test_marks_of_emphasis_close_a_sentence(self) -> None:
        assert [words for words, _, _ in labels("He said **no.** She left.")] == ["He said **no.**", "She left."]

    def test_what_stands_between_rules_is_front_matter_only_at_the_top_and_with_fields(self) -> None:
        assert labels(f"---\n{STORY[0]}\n---\n{STORY[2]}")[1][1] == "body"
        assert "front matter" not in [reason for _, _, reason in labels(f"{STORY[0]}\n\n---\na: b\n---\n{STORY[2]}")]


class TestScriptsThatSetNoWordsApart:
    """Chinese here; the words of Japanese, Thai, Lao, Khmer and Burmese are counted alike."""

    STORY = (
        "县政府周一表示，横跨哈尔登河的唯一一座大桥将一直关闭到春天。",
        "“我们不能冒这个险，”县道路局局长王芳说。渡轮每小时一班。",
    )

    def test_a_headline_stands_above_a_story(self) -> None:
        found = labels("\n\n".join(["哈尔登大桥将关闭至春天", *self.STORY]))
        assert [region for _, region, _ in found] == ["headline", "body", "body", "body"]

    def test_a_line_that_may_state_something_is_no_heading(self) -> None:
        assert labels("\n\n".join([self.STORY[0], "市长宣布周一辞职", self.STORY[1]]))[1][1] == "body"


def test_an_interview_is_story() -> None:
    turns = ["How did it begin?", "With a crack.", "Were you afraid?", "Yes.", "ORRIN: So was I.", "(Laughter.)"]
    found = labels("\n\n".join([STORY[0], *turns]))
    assert {region for _, region, _ in found} == {"body"}
