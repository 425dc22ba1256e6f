"""Remote, hybrid, on site or a choice, from the line or the sentence that says so."""

import pytest

from analysis import sections
from analysis.cues import scan
from analysis.workplace import workplace


def read(text: str, *, location: str | None = None, title: str = "", header: str | None = None) -> str:
    return workplace(title, location, scan(text, sections.outline(text)), header=header)[0]


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("Remote", "remote"),
        ("Remote - US", "remote"),
        ("Remoto", "remote"),
        ("Boston - Remote", "remote"),
        ("United States | Remote", "remote"),
        ("San Francisco-Hybrid", "hybrid"),
        ("Hybrid in Toronto", "hybrid"),
        ("San Francisco-Onsite", "onsite"),
        ("New York Office (or Remote)", "multiple"),
        ("Andover, MA / Remote", "multiple"),
        ("San Francisco, CA (Hybrid) OR Remote-Global", "multiple"),
        ("London", "unspecified"),
        ("San Francisco Office (HQ)", "onsite"),
        ("Denver HQ", "unspecified"),
        ("Headquarters", "unspecified"),
        ("Oslo, Norway (HQ)", "unspecified"),
        ("Anywhere", "remote"),
        ("Remote, Salt Lake City, Milwaukee, or Boise", "multiple"),
        ("Lyon, France; Remote-Friendly, Spain", "multiple"),
        ("Europe - Anywhere", "remote"),
    ],
)
def test_the_location_line_decides(location: str, kind: str) -> None:
    assert read("We build tools.", location=location) == kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Acme | Engineer | REMOTE (USA only) | Full Time", "remote"),
        ("Acme | Engineer | NYC | ONSITE", "onsite"),
        ("Acme | Lead | San Francisco | 1-2x/week in office", "hybrid"),
        ("Acme | Engineer | Frederick, MD or 100% Remote (US)", "multiple"),
        ("Acme | Engineer | SF | HYBRID or REMOTE", "multiple"),
        ("Acme | Engineer | Berlin | Full-time", "unspecified"),
        ("Acme | Engineer | Hybrid (3 days onsite in Sunnyvale, CA)", "hybrid"),
        ("Acme | Engineer | On-site hybrid, Boston", "hybrid"),
        ("Acme | Engineer | Berlin | Hybrid/Onsite", "multiple"),
        ("Acme | Engineer | Seattle/Huntsville (No Remote)", "onsite"),
        ("Acme | Engineer | Amsterdam, NL | Remote possible", "multiple"),
        ("Acme | Engineer | Canada | Remote OK", "multiple"),
        ("Acme | Engineer | Remote (Canada) | Remote OK", "remote"),
        ("Acme | Engineer | Poland, Spain (remote possible in both)", "multiple"),
        ("Acme | Engineer | Austin, TX + Remote", "multiple"),
        ("Acme | Engineer | Remote (Denver hybrid option) | Full-time", "multiple"),
        ("Acme | Engineer | Austin, Texas | Onsite Monday - Wednesday", "hybrid"),
        ("Acme | Engineer | Austin, Texas | Onsite Monday - Friday", "onsite"),
        ("Acme | Engineer | Oslo | partially in office", "hybrid"),
        ("Acme | Engineer | Hybrid, 3 days onsite in Oslo", "hybrid"),
        ("Acme | Engineer | London, UK | Full-time (open to remote)", "multiple"),
        ("Acme | Engineer | San Francisco, New York City, and US remote", "multiple"),
        ("Acme | Engineer | Anywhere in Canada | Full-time", "remote"),
    ],
)
def test_a_header_says_it_in_a_word(header: str, kind: str) -> None:
    assert read("", header=header) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This role is fully remote.", "remote"),
        ("You can work from anywhere in the US.", "remote"),
        ("This is a 100% remote, work-from-home opportunity.", "remote"),
        ("#LI-Remote", "remote"),
        ("This is a hybrid role.", "hybrid"),
        ("We would like you to join us in a hybrid capacity from our Leeds office.", "hybrid"),
        ("Hybrid model with a team day each month in Bristol", "hybrid"),
        ("Wir bieten ein hybrides Arbeitsmodell.", "hybrid"),
        ("Work mode: Leeds - Hybrid", "hybrid"),
        ("We ask that you come in 2-3 times a week.", "hybrid"),
        ("A hybrid role, splitting your time between remote work and two days a week on-site.", "hybrid"),
        ("Think of it as a hybrid between analyst and coach.", "unspecified"),
        ("Many of our roles are remote-first, yet we are not remote-only.", "remote"),
        ("You have built hybrid models with neural and symbolic parts.", "unspecified"),
        ("Experience leading hybrid teams across time zones", "unspecified"),
        ("We offer hybrid and remote working for certain roles.", "unspecified"),
        ("This role is in Austin, in person 6 days per week.", "onsite"),
        ("This job is located at our Tucson, AZ headquarters.", "onsite"),
        ("Work on-site or embedded with clients to learn what they need.", "unspecified"),
        ("Trust comes from time spent on-site at international partner locations.", "unspecified"),
        ("We hire two people.\n* Engineer | Oslo or remote | Full-time\n", "multiple"),
        ("Hybrid work schedule with flexibility to work both in-office and remotely.", "hybrid"),
        ("You will work in our office 3 days per week.", "hybrid"),
        ("We work from our offices on Mondays, Tuesdays and Thursdays.", "hybrid"),
        ("Jusqu'à 2 jours de télétravail par semaine", "hybrid"),
        ("Ads Manager and Producer (Remote, AI-native)", "remote"),
        ("We offer flexible work across the US: remote, hybrid, or on-site at headquarters.", "multiple"),
        ("Basé en région parisienne, avec une présence majoritaire au bureau", "hybrid"),
        ("The role requires ~50% in-office presence.", "hybrid"),
        ("Lunch and drinks in the office every Tuesday-Thursday.", "hybrid"),
        ("Everyone spends some of their time working in the office and at home.", "hybrid"),
        ("Our hybrid model: 3 days in the office, 2 days at your choice of either office or home.", "hybrid"),
        ("The team works 100% in-office in Boston.", "onsite"),
        ("Where you'll work: Remote / Bangalore", "multiple"),
        ("We are remote first, but you travel to our Oslo office 3-4 days every other quarter.", "remote"),
        ("In person 5 days/week in San Francisco", "onsite"),
        ("We are a fully in-person team in Boston.", "onsite"),
        ("Remote:\n\nNo\n\nJob description:", "onsite"),
        ("Workplace type:\n\nRemote working\n\nAbout us", "remote"),
        ("Schedule / Work mode: Chennai - Hybrid How we keep you safe: we never ask for money.", "hybrid"),
        ("#LI_Hybrid", "hybrid"),
        ("#LI-Leeds,York_Hybrid", "hybrid"),
        ("#Li-Hybrid_CapeTown", "hybrid"),
        ("You are excited to be in-office ~3 days per week.", "hybrid"),
        ("Hybrid work, with monthly visits to Leeds and the chance to work abroad 12 days a year", "hybrid"),
        ("Location: Leeds or York preferred. UK remote ok", "multiple"),
        ("Acme (Oslo/Dubai). Remote for exceptional candidates.", "multiple"),
        ("Full-time remote, within two hours of Oslo", "remote"),
        ("This position is on-site in Chicago.", "onsite"),
        ("You choose between working from home or the office.", "multiple"),
        ("Location: New York, London, Remote", "multiple"),
        ("Ability to work on-site at least 5 days/week (we're in-person, fast)", "onsite"),
        ("You are excited to work 5 days a week in our Boston HQ.", "onsite"),
        ("Location: Eagan, Minnesota (Remote) Role overview: we are seeking an engineer.", "remote"),
        (
            "Location Type: Hybrid - 2 days per quarter The Backend Engineer builds, runs and improves the "
            "services that our customers depend on",
            "hybrid",
        ),
        ("Preferred location: Leeds, with regular in-office presence", "hybrid"),
        ("An in-person culture at our Oslo office, with work from home on Fridays.", "hybrid"),
        ("We believe in blended working: your home, our office or a client's.", "hybrid"),
        ("This is an office-based, hybrid role in either our Leeds or our York office.", "hybrid"),
        (
            "We are remote-first, and there are offices in Oslo and Rome as an option for those nearby.",
            "multiple",
        ),
        ("Remote-first: work from anywhere in Spain, or from one of our optional offices.", "multiple"),
        ("We are a remote-first company, with optional shared offices in Oslo and Rome.", "remote"),
        ("This position may be filled remotely, or in any of our locations.", "multiple"),
        ("You join kind people in a cosy office or remote.", "multiple"),
        ("Hybrid in Leeds, remote in York", "multiple"),
        ("Prefer onsite in Leeds. Open to strong remote candidates.", "multiple"),
        (
            "Enjoy a good hybrid set-up. Whether you work from our office or remotely is up to you.",
            "multiple",
        ),
        ("Freedom to work from home, with in-person collaboration spaces in four cities.", "remote"),
        ("Fully remote; you travel to our Oslo office up to three times per year.", "remote"),
    ],
)
def test_a_sentence_about_the_job_decides(text: str, kind: str) -> None:
    assert read(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Experience with hybrid search and hybrid cloud architectures.",
        "Own retrieval (hybrid/vector) and reranking.",
        "Lunch catered into our office 4 days per week.",
        "We help companies build their remote teams.",
        "You find customers at in-person networking events.",
        "You will maintain remote servers and remote procedure calls.",
        "Four weeks a year you may work from anywhere.",
        "A stipend to set up your home office.",
        "The final interview is on-site.",
        "Proficiency in Microsoft Office.",
        "Lead distributed teams of engineers across remote offices.",
        "We build software for dental offices.",
        "Excellent communication, in person, on the phone and in writing.",
        "You will spend time on-site with customers.",
        "Some roles, like sales, are hybrid.",
        "Flexible schedules and work from home opportunities.",
        "Paid holidays, options for working from home and parental leave.",
        "Remote work, dental insurance and a pension are among our benefits.",
        "Two work from home days a month.",
        "We won an award for remote work, as one of the best remote companies.",
        "Hybrid team leadership across three time zones.",
        "Travel for on-site implementations and workshops.",
        "The last step is a remote or onsite interview.",
        "A hybrid role at the intersection of sales and engineering.",
        "We look for a rare mind; this is a hybrid: half analyst, half coach.",
        "Besides the usual adjustments we can accommodate flexible hours or hybrid working.",
        "If this position is listed as remote or hybrid, you visit our clients.",
        "Our people work flexibly, from in-office to fully remote, depending on the needs of their role.",
    ],
)
def test_other_remote_things_decide_nothing(text: str) -> None:
    assert read(text) == "unspecified"


def test_a_company_that_works_remotely_does_not_move_a_job_that_has_a_city() -> None:
    text = "We operate as a remote-first company."
    assert read(text) == "remote"
    assert read(text, location="Berlin") == "unspecified"


@pytest.mark.parametrize(
    "text",
    [
        "This is a full-time remote role based in Estonia with some travel to meet the core team.",
        "Job type: Full-time, Remote Experience level: 4 years",
        "We welcome remote applicants who live near our offices.",
        "- A global team: remote-first, with people in nine countries.",
        "- Remote-first setup with an optional shared space",
        "- Role will be remote to start with; may change to hybrid as we grow",
        "#remote",
    ],
)
def test_a_sentence_about_the_job_moves_it_out_of_its_city(text: str) -> None:
    assert read(text, location="Tallinn") == "remote"
