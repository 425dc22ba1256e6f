"""What the reader chose, kept in the URL: a link shows the same view to whoever opens it."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import streamlit as st

from analysis import filter
from analysis.filter import ALL, LEVELS, ROLES, STAGES, WEIGHTS, WORKPLACES, BadFilter, Filter
from dashboard.labels import capital, label
from dashboard.reads import Market

START = filter.START.to_params()  # what a link without parameters shows
FILTERS = tuple(each.name for each in fields(Filter))
PERIODS = {"30d": "Last 30 days", "90d": "Last 90 days", "365d": "Last 12 months"}
BEFORE = {"30d": "30 days ago", "90d": "90 days ago", "365d": "A year ago"}
COUNTED = {"true": "Each job once", "false": "Every posting"}
WEIGHED = {"posting": "Each posting counts one", "company": "Each company counts one"}
LONGEST = 200  # characters of a search
AI_NATIVE = {"true": "AI is the product", "false": "Other companies"}


def follow(page: str) -> None:
    """Turning to another page empties the URL: the filter is put back, what the last page offered is not."""
    if st.session_state.get("page", page) != page and not set(FILTERS) & st.query_params.keys():
        for name, value in st.session_state["carried"].items():
            st.query_params[name] = value
    st.session_state["page"] = page
    st.session_state["carried"] = {n: v for n, v in st.query_params.items() if n in FILTERS}


def where() -> Filter:
    """The filter the URL describes; without parameters, AI engineers in the last year."""
    params = START | {name: value for name, value in st.query_params.items() if name in FILTERS}
    try:
        return Filter.from_params({name: value for name, value in params.items() if value != ALL})
    except BadFilter as bad:
        st.text(f"The link's filter was left aside. {bad}")
        return Filter.from_params(START)


def as_params(chosen: Filter) -> dict[str, str]:
    """The URL parameters of a filter: what differs from the start."""
    said = dict.fromkeys(START, ALL) | chosen.to_params()
    return {name: value for name, value in said.items() if START.get(name) != value}


def filter_bar(market: Market) -> None:
    """The one filter of every page."""
    chosen = where()
    with st.sidebar:
        st.markdown("**Filter**")
        _select("role", "Role", ROLES, chosen, "All roles")
        _select("since", "Open in", list(PERIODS), chosen, "Any time on file", _period)
        _select("level", "Level", LEVELS, chosen, "All levels")
        _select("country", "Country", market.parts("country"), chosen, "All countries", label)
        _select("workplace", "Workplace", WORKPLACES, chosen, "Anywhere")
        # Not an expander: the browser draws what a closed one holds, a third of its work on a page.
        with st.popover("More", width="stretch"):
            _select("specialisation", "Field", market.parts("specialisation"), chosen, "All fields")
            _select("metro", "Metropolitan area", market.parts("metro"), chosen, "All areas", str)
            _select("stage", "Kind of company", STAGES, chosen, "All kinds")
            _select("ai_native", "Product", list(AI_NATIVE), chosen, "Any product", AI_NATIVE.__getitem__)
            _select("source", "Source", market.parts("source"), chosen, "All sources")
            _select("until", "As of", list(BEFORE), chosen, "Today", _ago)
            _select("once", "Counting", list(COUNTED), chosen, None, COUNTED.__getitem__)
            _select("weight", "Weight", WEIGHTS, chosen, None, WEIGHED.__getitem__)
        st.button("Start over", on_click=_start_over, type="tertiary", icon=":material/restart_alt:")


def summary(chosen: Filter) -> str:
    """The filter in one line, for beside a title."""
    said = [
        capital(chosen.role) if chosen.role else "All roles",
        _period(chosen.since).lower() if chosen.since else "any time on file",
        *(
            label(str(value))
            for value in (chosen.level, chosen.country, chosen.metro, chosen.workplace, chosen.stage)
            if value
        ),
        *([AI_NATIVE[str(chosen.ai_native).lower()].lower()] if chosen.ai_native is not None else []),
        *([label(chosen.specialisation)] if chosen.specialisation else []),
        *([f"from {capital(chosen.source)}"] if chosen.source else []),
        *([f"as of {_ago(chosen.until).lower()}"] if chosen.until else []),
        *(["every posting"] if not chosen.once else []),
        *(["companies weigh the same"] if chosen.weight == "company" else []),
    ]
    return " · ".join(said)


def pick(
    name: str,
    title: str,
    options: Sequence[str],
    *,
    say: Callable[[str], str] = capital,
    hint: str | None = None,
) -> str:
    """One choice of this page, in the URL under `name`; the first option is the start."""
    key = f"pick_{name}"
    asked = st.query_params.get(name, options[0])
    st.session_state[key] = asked if asked in options else options[0]

    def keep() -> None:
        if st.session_state[key] == options[0]:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = st.session_state[key]

    st.selectbox(title, options, key=key, format_func=say, on_change=keep, help=hint)
    return str(st.session_state[key])


def pick_few(
    name: str, title: str, options: Sequence[str], *, say: Callable[[str], str] = capital
) -> list[str]:
    """Several choices of this page, in the URL under `name`, joined by commas."""
    key = f"pick_{name}"
    asked = st.query_params.get(name, "").split(",")
    st.session_state[key] = [option for option in options if option in asked]

    def keep() -> None:
        st.query_params.pop(name, None)
        if st.session_state[key]:
            st.query_params[name] = ",".join(st.session_state[key])

    st.multiselect(title, options, key=key, format_func=say, on_change=keep, placeholder="None chosen")
    return list(st.session_state[key])


def write(name: str, title: str, *, placeholder: str) -> str:
    """Words the reader types, in the URL under `name`."""
    key = f"pick_{name}"
    st.session_state[key] = st.query_params.get(name, "")[:LONGEST]

    def keep() -> None:
        st.query_params.pop(name, None)
        if st.session_state[key]:
            st.query_params[name] = st.session_state[key]

    st.text_input(title, key=key, on_change=keep, placeholder=placeholder, max_chars=LONGEST)
    return str(st.session_state[key])


def _select(
    name: str,
    title: str,
    options: Sequence[str],
    chosen: Filter,
    everything: str | None,
    say: Callable[[str], str] = capital,
) -> None:
    value = getattr(chosen, name)
    current = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    offered = [*([""] if everything else []), *options]
    # A link may ask for what this market lacks: it stays visible and can be taken back.
    offered += [current] if current not in offered else []
    st.session_state[f"where_{name}"] = current
    st.selectbox(
        title,
        offered,
        key=f"where_{name}",
        format_func=lambda word: say(word) if word else str(everything),
        on_change=_to_url,
    )


def _to_url() -> None:
    """Every widget at once: two quick changes arrive together, and neither may be lost."""
    values = {name: str(st.session_state[f"where_{name}"]) for name in FILTERS}
    chosen = Filter.from_params({name: value for name, value in values.items() if value})
    _write(as_params(chosen))


def _start_over() -> None:
    _write({})


def _write(params: dict[str, str]) -> None:
    others = {name: value for name, value in st.query_params.items() if name not in FILTERS}
    st.query_params.from_dict(others | params)
    st.session_state["carried"] = params


def _period(value: str) -> str:
    if value in PERIODS:
        return PERIODS[value]
    return f"Last {value[:-1]} days" if value.endswith("d") else f"Since {value}"


def _ago(value: str) -> str:
    if value in BEFORE:
        return BEFORE[value]
    return f"{value[:-1]} days ago" if value.endswith("d") else value


def narrowed(chosen: Filter, **changes: str | None) -> Filter:
    """The filter with something changed: the page decides that part itself."""
    return replace(chosen, **changes)  # type: ignore[arg-type]  # names are fields
