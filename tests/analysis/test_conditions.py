"""Years, degree, mathematics, certificates, employment and visa as sentences state them."""

import time
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import conditions, sections
from analysis.conditions import Conditions
from analysis.cues import Cues, scan


def scanned(text: str) -> Cues:
    return scan(text, sections.outline(text))


def read(text: str, *, title: str = "AI Engineer", location: str | None = None) -> Conditions:
    return conditions.read(title, location, scanned(text))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Requirements\n- 5+ years of experience in Python", 5),
        ("Requirements\n- 3-5 years of professional experience", 3),
        ("Requirements\n- At least three (3) years of industry experience", 3),
        (
            "Requirements\n- 5+ years of software engineering\n- 2+ years with LLMs in production experience",
            5,
        ),
        ("Requirements\n- 10+ years in fraud analytics; 2+ years leading teams", 10),
        ("Anforderungen\n- Mindestens 4 Jahre Berufserfahrung", 4),
        ("Profil recherché\n- Au moins 3 ans d'expérience", 3),
        ("Profil\n- Entre 2 et 5 ans d'expérience en conseil", 2),
        ("Tu perfil\n- Entre 3 y 6 años de experiencia", 3),
        ("- Doctorate and 2 years of experience; Master's degree and 5 years of experience", 2),
        ("Requirements\n- 4 years of experience\nNice to have\n- 8 years of experience with Go", 4),
        ("For over 20 years we have led our industry with experience.", None),
        ("Requirements\n- Up to 3 years of experience", None),
        ("Requirements\n- Minimum 4 years to maximum 6 years of experience", 4),
        ("- 3年以上の開発経験", 3),
        ("- 5+ years with a degree, 2 years with a Master's degree, 0 years of experience with a PhD", 2),
        ("Requirements\n- 10 + years of experience or equivalent combined work experience", 10),
        ("You have at least 4 (but ideally more) years of hands-on experience.", 4),
        ("- Expérience confirmée (minimum 3 à 5 ans) en marketing opérationnel", 3),
        ("Profil recherché\n- Tu as 3 à 8 ans d'xp en vente", 3),
        ("Requirements\n- Talent pedigree: 3+ years recruiting engineers", 3),
        ("Requirements\n- Minimum of 3 years in business development", 3),
        ("We have much experience: 20+ years in business.", None),
        ("You must be 18 years old.", None),
        ("Options vest over 4 years.", None),
        ("About us\nOur founders have 30 years of combined experience.", None),
        ("In 2 years you will look back on your experience.", None),
        ("You bring 3~5 years of experience.", 3),
        ("We need at least 3 and preferably 5 or more years of experience.", 3),
        ("Requirements\n- 5+ years Python", 5),
        ("Requirements\n- Ruby (5+ years, expert level)", 5),
        ("Requirements\n- 6-8 years in data science", 6),
        ("4-6y experience as a developer", 4),
        ("Requirements\n- 5+ years of experience, ideally in SaaS\n- 2+ years of experience with LLMs", 5),
        ("Requirements\n- 3+ years of experience\n- 6+ years of experience preferred", 3),
        ("Requirements\n- 3 years of experience\n- Degree, or equivalent (minimum 12 years) experience", 3),
        ("You will possess: ● A degree ● Minimum 5 years of experience including 3+ years of Java", 5),
        ("We are profitable with 3+ years of runway and experience.", None),
        ("Profitable, 15+ yrs stable.", None),
        ("Established company (20+ years) looking for developers with experience.", None),
    ],
)
def test_years_are_what_the_requirements_ask(text: str, years: float | None) -> None:
    assert read(text).years_min == years


@pytest.mark.parametrize(
    ("title", "field", "countries"),
    [
        ("Backend Engineer (United States & Canada)", "United States", ["US", "CA"]),
        ("Account Executive (US & Canada)", "Austin, TX", ["US"]),
        ("Backend Engineer (Canada)", "United States", ["US"]),
        ("Backend Engineer (Worldwide)", "United States", ["US"]),
        ("Backend Engineer (Perm, USA)", "United States", ["US"]),
        ("Backend Engineer (USA w/ relocation to Germany)", "Germany", ["DE"]),
    ],
)
def test_a_title_may_name_countries_beside_that_of_the_field(
    title: str, field: str, countries: list[str]
) -> None:
    assert read("We build tools.", title=title, location=field).countries == countries


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Java Developer (6-9 years of experience in Spring)", 6),
        ("RPA Developer, 3 - 6 yrs exp", 3),
        ("AI Fellowship (2 years)", 4),
    ],
)
def test_years_in_the_title_stand_before_those_of_the_text(title: str, years: float) -> None:
    assert read("Requirements\n- 4+ years of experience", title=title).years_min == years


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("Requirements\n- Bachelor's degree in Computer Science", "required"),
        ("Requirements\n- Bachelor's degree in CS required; Master's preferred", "required"),
        ("Requirements\n- Bachelor's degree in CS, Master's preferred", "required"),
        ("Requirements\n- BS in Computer Science or equivalent experience", "or_equivalent"),
        ("Requirements\n- Degree in a related field, or equivalent practical experience", "or_equivalent"),
        ("Requirements\n- Degree in a related field; equivalent experience counts", "or_equivalent"),
        ("Requirements\n- A degree in physics or additional relevant experience", "or_equivalent"),
        ("Requirements\n- A STEM degree or comparative experience", "or_equivalent"),
        ("Requirements\n- A bachelor's degree and 2 years; or equivalent practical work", "or_equivalent"),
        ("Requirements\n- MS in Mathematics (or equivalent work experience)", "or_equivalent"),
        ("Requirements\n- A degree in physics OR a recently finished coding bootcamp", "or_equivalent"),
        ("Requirements\n- A BS in physics, or demonstrated exceptional skill", "or_equivalent"),
        ("Requirements\n- BS Computer Science or equivalent experience", "or_equivalent"),
        ("Requirements\n- 6+ years of modelling (or 4+ with an advanced degree)", "or_equivalent"),
        ("Requirements\n- You are a master of building reliable systems", "not_mentioned"),
        ("About us\n- Bachelor's degree in physics and two years of practice", "required"),
        ("Requirements\n- PhD preferred", "preferred"),
        ("Nice to have\n- Master's degree in machine learning", "preferred"),
        ("Requirements\n- Currently pursuing a degree in computer science", "required"),
        ("Anforderungen\n- Abgeschlossenes Studium der Informatik", "required"),
        ("Requirements\n- No degree required, we care about what you built", "not_mentioned"),
        ("Requirements\n- A high degree of autonomy", "not_mentioned"),
        ("Requirements\n- Design is required in varying degrees.", "not_mentioned"),
        ("Benefits\n- Tuition reimbursement for a master's degree", "not_mentioned"),
        ("Requirements\n- Python", "not_mentioned"),
        (
            "Requirements\n- Bachelor's degree plus 3 years with ML technologies, or a Master's degree",
            "required",
        ),
        ("Requirements\n- B.S. in Computer Science", "required"),
        ("Requirements\n- BS in Computer Science (MS or PhD preferred)", "required"),
        ("Requirements\n- BSCS or equivalent required", "or_equivalent"),
        ("Requirements\n- Pursuing a degree in computing or a comparable field", "required"),
        ("Go on, be the master of your own destiny.", "not_mentioned"),
        ("Requirements\n- Diploma in computer science", "required"),
        ("Requirements\n- PhD in AI or machine learning is highly valued", "preferred"),
        ("Requirements\n- B.Tech or MCA, preferably from a leading institute", "required"),
        ("Requirements\n- Fluent in React and, to a lesser degree, Vue", "not_mentioned"),
        ("Requirements\n- Startup experience is a plus Education: Bachelor's degree in CS", "required"),
    ],
)
def test_a_degree_is_asked_for_firmly_softly_or_not(text: str, degree: str) -> None:
    assert read(text).degree == degree


def test_mathematics_is_what_one_must_know_not_a_degree_in_it() -> None:
    asked = read("Requirements\n- Strong grasp of linear algebra, calculus, probability and statistics")
    assert asked.mathematics == ["linear_algebra", "calculus", "probability", "statistics"]
    assert read("Requirements\n- Degree in statistics or a related field").mathematics == []


@pytest.mark.parametrize(
    ("text", "certificates"),
    [
        ("Nice to have\n- AWS Certified Machine Learning", ["aws-machine-learning", "aws-certified"]),
        ("Nice to have\n- AI-102 or another Azure certification", ["azure-ai-engineer", "azure-certified"]),
        ("About us\nWe are a certified B Corp and ISO 27001 certified.", []),
        ("Benefits\n- We pay for AWS certifications", []),
    ],
)
def test_certificates_are_those_a_candidate_holds(text: str, certificates: list[str]) -> None:
    assert read(text).certificates == certificates


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("AI Engineer (Contract)", "", "contract"),
        ("Machine Learning Intern", "", "internship"),
        ("AI Engineer", "Employment type: Full-time", "full_time"),
        ("AI Engineer", "This is a 6 month contract role.", "contract"),
        ("Engineering Manager - CDI Paris", "", "full_time"),
        ("AI Engineer", "You will negotiate contracts with customers and mentor interns.", None),
        ("Contract & QA Analyst", "", None),
        ("Smart Contract Engineer", "", None),
        ("Engineer (full-time / part-time)", "", "full_time"),
        ("AI Engineer", "Part-time and contract employees are not eligible for benefits.", None),
    ],
)
def test_employment_is_of_the_job_not_of_its_subject(title: str, text: str, kind: str | None) -> None:
    assert read(text, title=title).employment_type == kind


@pytest.mark.parametrize(
    ("text", "visa"),
    [
        ("We sponsor visas.", "offered"),
        ("Visa sponsorship available for the right candidate.", "offered"),
        ("We are unable to provide visa sponsorship.", "not_offered"),
        ("Must be authorized to work in the US without sponsorship.", "not_offered"),
        ("Will you now require visa sponsorship?", None),
        ("You find executive sponsors for each project.", None),
        ("We process Visa and Mastercard payments.", None),
    ],
)
def test_sponsorship_is_offered_refused_or_not_said(text: str, visa: str | None) -> None:
    assert read(text).visa == visa


@pytest.mark.parametrize(
    ("location", "text", "countries"),
    [
        (None, "This role is based in Lisbon or London.", ["PT", "GB"]),
        (None, "In person 5 days/week in San Francisco", ["US"]),
        (None, "You must be authorized to work in Canada.", ["CA"]),
        (None, "McLean, VA: $158,600 - $181,000 for Senior Engineers", ["US"]),
        (None, "The range for this position in the locations of Paris and Lyon is:", ["FR"]),
        (None, "Our customers are in Paris and Tokyo.", []),
        ("Berlin, DEU", "Location: New York, London, Berlin", ["US", "GB", "DE"]),
        ("Berlin, DEU", "We have offices in Paris.", ["DE"]),
        ("Remote", "You must be based in Poland.", ["PL"]),
        (None, "We ship ML and generative AI based products.", []),
        (None, "Open to remote or hybrid in Athens or Toronto.", ["GR", "CA"]),
        (None, "Candidates must have authorization to work in the U.S. already.", ["US"]),
        (None, "This role is currently available for European residents.", ["EU"]),
        (None, "California residents may read our privacy notice.", []),
        (None, "If you reside in the United States and need an accommodation, write to us.", []),
        (None, "Acme is led from Rome and has offices in Paris and Tokyo.", []),
        (None, "For jobs located in Canada, see our other site for pay.", []),
        (None, "Come and join our engineering team in Rome.", ["IT"]),
        ("Peru", "This position is open for candidates based in Peru or Chile.", ["PE", "CL"]),
        ("USA", "This is a remote position in the USA and Canada.", ["US", "CA"]),
        ("Remote - USA", "- Remote (United States or Mexico)", ["US", "MX"]),
        ("Oslo", "This role is based in either Oslo or Stockholm.", ["NO", "SE"]),
        ("Cologne", "Only candidates in Europe will be considered.", ["DE", "EU"]),
        ("Oslo", "This role is based in Oslo with visits to our team in Rome.", ["NO"]),
        ("USA", "Our candidates in Mexico love us; our role in the market grows.", ["US"]),
        ("Remote", "Location: Remote (Europe-friendly time zones preferred)", []),
        ("USA", "Location: Remote (Global)", ["US", "WW"]),
        ("USA", "Location: Global team, Austin", ["US"]),
        ("USA", "Work from anywhere in the US and Canada.", ["US", "CA"]),
        ("USA", "Fully remote: work from anywhere in the world!", ["US", "WW"]),
        (None, "You may live anywhere in the world as long as you answer.", ["WW"]),
        ("USA", "Work from anywhere in the world for up to 8 weeks per year.", ["US"]),
        ("Oslo or Remote-Global", "", ["NO", "WW"]),
        ("Norway (everywhere)", "", ["NO"]),
        ("Oslo", "Location:\n- Oslo or Rome.\n- We meet in Paris.", ["NO", "IT"]),
        ("Oslo", "Location:\n- Our teams sit all over Italy", ["NO"]),
        (None, "This role requires you to be in Rome or Paris.", ["IT", "FR"]),
        (None, "Office location(s) for this role include one of the following: Rome, Paris", ["IT", "FR"]),
        (
            "Oslo, NOR",
            "The preferred locations (in this order) are Paris, Rome and Oslo.",
            ["FR", "IT", "NO"],
        ),
    ],
)
def test_the_text_names_the_country_where_the_field_does_not(
    location: str | None, text: str, countries: list[str]
) -> None:
    assert sorted(read(text, location=location).countries) == sorted(countries)


@pytest.mark.parametrize(
    ("header", "countries"),
    [
        ("Chicago IL | Tech Lead | Acme", ["US"]),
        ("Coram AI | Engineer | London, UK", ["GB"]),
        ("Acme | Engineer | Remote, with some overlap with European working hours", []),
        ("Acme | Engineer | Remote (US & European time zones)", ["US", "EU"]),
        ("Acme | Engineer | Remote (HQ in Oslo)", []),
        ("Acme | Engineer | REMOTE (US) (Oslo HQ)", ["US"]),
        ("Acme | Engineer | Remote Europe, with HQ in Denmark", ["EU"]),
        ("Acme | Engineer | Oslo (HQ) or remote", ["NO"]),
        ("Acme | Engineer | Onsite (Oslo HQ)", ["NO"]),
    ],
)
def test_a_header_names_the_countries_of_the_job(header: str, countries: list[str]) -> None:
    got = conditions.read("Ask HN: Who is hiring?", None, scanned(header))
    assert got.countries == countries


@pytest.mark.parametrize(
    ("title", "field", "kind"),
    [
        ("AI Engineer (Contract)", "full_time", "contract"),
        ("Research Intern", "part_time", "internship"),
        ("AI Engineer", "full_time", "full_time"),
        ("AI Engineer, full-time", "contract", "contract"),
    ],
)
def test_a_field_that_counts_hours_does_not_deny_a_contract(title: str, field: str, kind: str) -> None:
    read = conditions.read(title, None, scanned(""), employment_type=field)
    assert read.employment_type == kind


def test_what_the_source_states_stands() -> None:
    text = "This role is fully remote from Germany. Full-time."
    stated = conditions.read(
        "AI Engineer",
        "Berlin",
        scanned(text),
        countries=["FR"],
        workplace="onsite",
        employment_type="contract",
    )
    assert (stated.countries, stated.workplace, stated.employment_type) == (["FR"], "onsite", "contract")
    assert {basis.source for basis in (stated.countries_basis, stated.workplace_basis) if basis} == {"field"}


def test_every_reading_shows_the_words_it_rests_on() -> None:
    text = "- 5+ years of experience\n- BS in Computer Science\nThis role is fully remote in Spain."
    got = read(text)
    assert got.years_basis == ("text", "- 5+ years of experience")
    assert got.degree_basis == ("text", "- BS in Computer Science")
    assert got.workplace_basis == ("text", "This role is fully remote in Spain.")
    assert got.countries_basis == ("text", "This role is fully remote in Spain.")


@given(title=st.text(max_size=60), location=st.none() | st.text(max_size=60), text=st.text(max_size=600))
def test_no_text_breaks_the_reader(title: str, location: str | None, text: str) -> None:
    got = conditions.read(title, location, scanned(text))
    assert got.workplace in {"remote", "hybrid", "onsite", "multiple", "unspecified"}
    assert got.degree in {"required", "or_equivalent", "preferred", "not_mentioned"}
    for field in fields(got):
        if field.name.endswith("_basis") and (basis := getattr(got, field.name)):
            assert basis.source in {"field", "title", "text"}


@pytest.mark.parametrize(
    "unit",
    [
        "5 years ",
        "remote or office ",
        "bachelor's degree or ",
        "based in based in ",
        "in the office in the office ",
        "visa not sponsor ",
        "1 2 3 4 5 days ",
        "Location: ",
        "a" * 1000,
        "\n  ",
    ],
)
def test_time_grows_with_the_length_of_a_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        outline = [sections.Span(0, length, sections.Section.requirement)]
        begin = time.process_time()
        conditions.read("AI Engineer", None, scan(text, outline))
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(1_000_000) < 40 * seconds(100_000) + 0.5
