"""How every number is made, in the words of the Trust page."""

METHOD = """
- A posting is counted **once a job**: the same job on two boards, or posted again, is one.
  The filter can count every posting.
- A **share** stands only on 30 postings of 10 companies or more. Its 95 % interval treats the postings
  of one company as related, so that a company with many postings does not narrow it.
- **Pay** is what postings state, turned into dollars a year; postings without pay say nothing about pay.
  Base and total are never mixed. The interval of a median draws whole companies again.
- Our boards are **not the whole market**: they are the boards on our list and the threads we read.
  Every answer says how many.
- What a posting does not say is unknown, never a no.
"""
SAID = {  # the questions whose answers the pages show, by the words the pages use for them
    "demand": "Named and required",
    "trend": "Over time",
    "movers": "Movers",
    "vocabulary": "Rising words",
    "pairs": "Hired together",
    "naming": "By part of the market",
    "mix": "How postings divide",
    "roles": "Roles over time",
    "life": "Opened and closed",
    "pay": "Pay",
    "stated": "Who says what it pays",
    "worth": "What goes with more pay",
    "places": "Places",
    "premium": "AI against software engineers",
    "unlocks": "What to learn next",
    "postings": "Postings",
    "advert": "One posting",
    "edits": "Edits",
    "coverage": "Sources",
}
