"""The words by which news names its sources: people, groups, organisations, outlets, documents."""

from __future__ import annotations

ROLES = frozenset(
    """
    accountant activist actor actress adjutant administrator admiral adviser advisor advocate agent aide alderman
    alderwoman ambassador analyst anchor announcer anthropologist apprentice archaeologist archbishop architect
    archivist artist assemblyman assemblywoman assistant associate astronaut astronomer athlete attache attorney auditor
    author ayatollah bailiff banker barista baron bassist beekeeper billionaire biographer biologist bishop blacksmith
    blogger bookkeeper boss botanist boxer bricklayer brigadier broadcaster broker builder businessman businesswoman
    campaigner candidate captain cardinal caretaker carpenter cashier catcher ceo cfo chair chairman chairperson
    chairwoman challenger champion chancellor chaplain chef chemist chief chieftain choreographer citizen clergyman
    clerk climatologist co-author co-chair co-founder co-ordinator co-owner coach cobbler cofounder collector colonel
    columnist comedian commandant commander commentator commissioner composer comptroller conductor congressman
    congressmember congresswoman constable consul consultant contractor controller coordinator coroner correspondent
    cosmonaut councillor councilman councilmember councilor councilwoman counsel counsellor counselor creator critic
    curator czar deacon dean defender delegate democrat demographer dentist deputy designer detective developer
    dietitian diplomat director dispatcher doctor driver ecologist economist editor educator elder electrician emir
    engineer entomologist entrepreneur envoy epidemiologist ethicist examiner executive expert farmer father fellow
    filmmaker financier firebrand firefighter fisherman forecaster foreman forester founder freshman fundraiser gardener
    gastroenterologist general geneticist geographer geologist goalkeeper governor graduate grower guard guide guitarist
    head headmaster headmistress headteacher historian host hydrogeologist hydrologist imam immunologist incumbent
    inspector instructor intern interpreter inventor investigator investor janitor jockey joiner journalist judge jurist
    justice keeper king lawmaker lawyer leader lecturer legislator librarian lieutenant lobbyist locksmith machinist
    magistrate magnate major manager marine marshal mason mathematician mayor mediator medic member meteorologist
    midfielder midwife milkman millionaire miner minister missionary mobster moderator mogul monk monsignor mp msp
    musician naturalist neurologist neuroscientist neurosurgeon newcomer nominee novelist nun nurse nutritionist
    oceanographer officer official ombudsman oncologist operator organiser organizer ornithologist owner paediatrician
    painter palaeontologist paleontologist paralegal paramedic parliamentarian partner pastor pathologist patriarch
    pediatrician pharmacist philanthropist philosopher photographer physician physicist pilot pitcher planner player
    playwright plumber poet police-chief politician pollster pontiff pope postdoc postman postmaster premier presenter
    president priest prince princess principal producer professor programmer prosecutor provost psychiatrist
    psychologist publisher purser quarterback queen rabbi radiologist ranger rapper realtor receptionist recruiter
    rector referee registrar repairman reporter representative republican rescuer researcher resident restaurateur
    retiree reverend roofer sailor salesman scholar schoolteacher scientist scout screenwriter sculptor secretary
    seismologist senator sergeant serviceman sheikh shepherd sheriff shopkeeper singer sociologist soldier solicitor
    sophomore speaker specialist spokesman spokesperson spokeswoman staffer statistician steward strategist striker
    student sultan superintendent supervisor surgeon surveyor tailor teacher technician technologist theologian theorist
    therapist toxicologist trader trainer translator treasurer trucker trustee tutor tycoon umpire undergraduate
    undersecretary veteran veterinarian vicar vice-chair vice-chairman vice-chancellor vice-president virologist
    volcanologist volunteer waiter waitress warden watchmaker welder whip whistleblower winemaker winner worker writer
    zookeeper zoologist barrister pundit skipper winger
    """.split()
)
"""Positions and occupations, singular."""

TITLES = frozenset(
    """
    acting adm. admiral alderman ambassador archbishop assemblyman assemblywoman assistant attorney ayatollah baron
    baroness bishop brigadier brother capt. captain cardinal chairman chairperson chairwoman chancellor chief cmdr.
    coach col. colonel commander commissioner congressman congresswoman councillor councilman councilmember
    councilwoman count countess cpl. dame deputies deputy det. detective doctor dr dr. duchess duke emperor father
    first foreign former fr. gen. general gov. governor hon. imam insp. inspector judge justice king lady lieutenant
    lord lt. maj. major mayor minister mr mr. mrs mrs. ms ms. officer pope premier president prime prince princess
    prof prof. professor queen rabbi rep. representative reps. rev. reverend secretary sen. senator sens. sergeant
    sgt. sheikh sheriff sir sister speaker superintendent supervisor supt. treasurer trustee vice
    """.split()
)
"""Words that stand capitalised before a person's name and are no part of it."""

RELATIVES = frozenset(
    """
    aunt boyfriend brother classmate colleague cousin dad daughter ex-husband ex-wife father fiance fiancee friend
    girlfriend granddaughter grandfather grandma grandmother grandpa grandson husband mom mother mum neighbor
    neighbour nephew niece parent parents relative roommate sibling sister son spouse stepfather stepmother twin
    uncle widow widower wife
    """.split()
)

PERSONS = (
    frozenset(
        """
    academic appellant blogger boy buyer bystander caller camper caregiver child claimant climber commuter
    counterpart customer defendant detainee donor driver employee follower girl grandparent hiker homeowner inmate
    insider juror landlord local man migrant motorist neighbor neighbour nominee nurse onlooker operative opponent
    passenger passerby patient pedestrian person plaintiff poster predecessor prisoner pupil reader refugee renter
    rider rival runner sceptic seller shopper skeptic source spectator successor supporter surrogate survivor
    suspect swimmer teenager tenant toddler tourist traveler traveller user victim viewer villager voter
    whistleblower witness woman youth
    """.split()
    )
    | RELATIVES
)
"""People by what they happen to be, singular."""

_PLURAL_PEOPLE = frozenset(
    """
    activists all americans attorneys audience authorities both britons businessmen businesswomen children chinese
    clergy community congressmen conservatives couple crew crews critics crowd democrats demonstrators detectives
    elderly europeans experts faithful families family fans few firefighters firemen fishermen folk folks french
    germans group half homeowners insiders investigators israelis japanese landowners lawmakers liberals locals
    majority many men minority most mourners neighbors neighbours observers officials onlookers opponents others pair
    palestinians parents people police policemen progressives prosecutors protesters protestors public republicans
    residents respondents russians servicemen several some sources spokesmen staff supporters team teammates troops
    ukrainians voters women youths
    """.split()
)


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")


GROUPS = _PLURAL_PEOPLE | frozenset(map(plural, ROLES | PERSONS))
"""People in the plural, and collective nouns for people without a name."""

ANONYMOUS = frozenset("source sources insider insiders anonymous anonymity unidentified".split())
"""Heads of phrases for people whose name the reporter knows and keeps."""

ORGANIZATIONS = frozenset(
    """
    academy administration agency airline airlines airport alliance ambulance archdiocese archive army assembly
    association authority bakery bank battalion board borough branch brand brewery brigade brokerage brotherhood
    bureau business cabinet campaign carrier caucus center centre chain chamber charity church city clinic club co
    coalition coastguard college commission committee company conference conglomerate congress consortium consulate
    contractor cooperative corporation corps council county court courts crown defence defense delegation department
    diocese directorate district division embassy enterprise establishment exchange factory faculty federation firm
    force forces foundation fund gallery garrison giant government group guard hall hospital hotel house initiative
    inspectorate institute institution insurer intelligence judiciary jury kremlin lab laboratory league legislature
    lender library lobby maker manufacturer military militia mill mine ministry mission monastery mosque movement
    municipality museum nation navy network non-profit nonprofit office operator opposition orchestra organisation
    organization panel parish parliament party patrol plant platform police port prefecture presidency prison
    producer prosecution province railroad railway regime regiment region regulator republic restaurant retailer
    school secretariat senate service services society squad start-up startup state station store studio
    subcommittee supplier synagogue syndicate synod taskforce team temple theater theatre think-tank thinktank town
    township treasury tribunal trust union unit university utility village watchdog workshop zoo
    """.split()
)
"""Common nouns for bodies that can speak, and heads of their names."""

COMPANY_SUFFIXES = frozenset(
    """
    aerospace ag air airlines airways associates aviation bank biotech capital co co. company construction corp corp.
    corporation electric electronics energy engineering entertainment enterprises estates financial foods gas gmbh
    group holdings homes hotels inc inc. industries insurance investments labs lines llc logistics ltd ltd. media
    minerals mining motors nv oil partners petroleum pharma pharmaceuticals plc power properties railways resources
    s.a. sa securities semiconductor shipping software solutions steel stores supermarkets systems technologies telecom
    therapeutics trading utilities ventures
    """.split()
)

CLUB_HEADS = frozenset("afc albion athletic athletics fc hotspur rangers rovers united wanderers".split())
"""Heads of the names of sports clubs: "Bremm Rovers"."""

OUTLET_HEADS = frozenset(
    """
    agency broadcaster broadcasting bulletin channel chronicle courier daily dispatch enquirer examiner express fm
    gazette globe guardian herald independent inquirer journal ledger magazine mail media mirror network news
    newspaper newswire observer outlet podcast post press radio record register reporter review sentinel standard
    star sun telegraph television times today tribune tv website weekly wire
    """.split()
)
"""Heads of the names of news outlets, and common nouns for them."""

OUTLET_NOUNS = frozenset(
    """
    broadcaster channel daily magazine network newspaper newswire outlet paper podcast station tabloid website
    weekly
    """.split()
)
"""Common nouns that stand for an outlet named before: "the newspaper"."""

OUTLET_STARTS = frozenset("channel radio television tv".split())
"""First words of the names of news outlets: "Radio Solstice"."""

OUTLETS = frozenset(
    """
    abc afp aljazeera anadolu ansa ap ard axios bbc bellingcat billboard bloomberg breitbart buzzfeed c-span cbc cbs
    cnbc cnn ctv dpa dw economist efe espn figaro forbes fortune gawker gizmodo haaretz huffpost interfax itv
    izvestia jazeera kommersant kyodo mediaite meduza monde msnbc nbc newsmax newsweek nhk npr pais pbs politico
    pravda propublica pti reuters rt rte salon slate spiegel tass techcrunch telemundo time univision upi usa-today
    variety vice vox wired xinhua yonhap zdf
    """.split()
)
"""Outlets known by a name that does not show it."""

DOCUMENTS = frozenset(
    """
    accounts affidavit agenda agreement analysis announcement application article assessment audit autopsy average
    averages bill blog book brief budget bulletin calculations caption cctv census certificate charges chart
    citation clip clips code communique communiqué complaint constitution contract contracts correspondence
    court-filing data database dataset datasets declaration decree diaries diary dictionary directive document
    documentation documents dossier draft e-mail editorial email emails essay estimate estimates evidence figures
    filing filings finding findings footage forecast graph guidance guideline guidelines handbook image images index
    indictment indictments investigation invoice invoices journal judgement judgment judgments label labels law
    lawsuit lawsuits leaflet ledger legislation letter list listing log logs manifesto manual manuscript map measure
    memo memoir memorandum memos message messages minutes model modeling modelling monograph motion newsletter note
    notes notice numbers obituary opinion order ordinance page pages paper papers permit petition photo photograph
    photos pictures plan policy poll polling polls post poster posting postings posts preprint presentation
    press-release profile projection projections proposal proposition prospectus publication questionnaire readout
    receipt record recording recordings records register registry release releases report reports research
    resolution result results review reviews rules ruling rulings schedule screenshot screenshots script section
    sheet simulation simulations slides spreadsheet statement statements statistic statistics statute studies study
    submission subpoena summary summons survey surveys table tally tape terms test testimony tests text texts thread
    title tracker transcript transcripts treaty tweet tweets update verdict video videos warrant warrants website
    wikipedia
    """.split()
)
"""Things that are written down or counted, and are read by the reporter."""

BODY_WORDS = (ORGANIZATIONS | OUTLET_HEADS | COMPANY_SUFFIXES | CLUB_HEADS | DOCUMENTS) - frozenset(
    """
    independent law page post star sun
    """.split()
)
"""Words at the end of the names of bodies."""

WEEKDAYS_AND_MONTHS = frozenset(
    """
    april aug. august dec. december feb. february friday fridays jan. january july june march may monday mondays nov.
    november oct. october saturday saturdays sept. september sunday sundays thursday thursdays tuesday tuesdays
    wednesday wednesdays
    """.split()
)

PLACES_THAT_SPEAK = frozenset(
    """
    america ankara beijing berlin britain brussels china congress delhi downing egypt france germany hamas hezbollah
    hungary india iran iraq israel japan jerusalem kiev kremlin kyiv london moscow nato pakistan paris parliament
    pentagon poland pyongyang qatar russia seoul syria tehran tokyo turkey ukraine washington
    """.split()
)
"""Single names of states, capitals and bodies, which are never a person's surname in the news."""

CLAIM_NOUNS = frozenset(
    """
    accusation accusations acknowledgement acknowledgment admission allegation allegations announcement argument
    assertion assertions assessment assumption assurance assurances belief boast charge charges claim claims comment
    comments complaint complaints concern concerns conclusion conclusions confirmation contention conviction
    declaration denial disclosure estimate evidence fear fears finding findings hope hopes insistence notion
    observation opinion pledge prediction predictions proclamation promise remark remarks report reports revelation
    statement statements suggestion suggestions suspicion suspicions testimony theory view vow warning warnings
    """.split()
)
"""Nouns whose owner says what stands behind "that": "the mayor's claim that"."""

FEELINGS = frozenset(
    """
    adamant afraid angry annoyed appalled ashamed astonished baffled bitter certain concerned confident convinced
    delighted disappointed disgusted dismayed doubtful dubious ecstatic excited fearful frustrated furious glad
    grateful happy heartbroken hopeful horrified impressed insistent optimistic outraged overjoyed pessimistic
    pleased positive proud puzzled relieved sad saddened satisfied sceptical shocked skeptical sorry stunned sure
    surprised thankful thrilled unconvinced unhappy unsure upset wary worried
    """.split()
)
"""Adjectives by which somebody takes a stand: "is confident that"."""
