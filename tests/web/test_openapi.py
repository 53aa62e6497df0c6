"""The description of the API is true: what it allows is answered as it says, all else is a fault as it says."""

import json
from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

import indexer
import web
from web import create_app
from web.request import KNOWN

DESCRIBED = Path(web.__file__).parent / "static" / "openapi.json"
OPENAPI = json.loads(DESCRIBED.read_text(encoding="utf-8"))
PARAMETERS = OPENAPI["paths"]["/api/search"]["get"]["parameters"]
HIDDEN = {"/static/<path:filename>", "/", "/article", "/help", "/opensearch.xml", "/openapi.json"}  # not the API


UNPACKED = {"Accept-Encoding": "identity"}  # no network between: nobody would unpack
SCHEMA = schemathesis.openapi.from_dict(OPENAPI)


@pytest.fixture(scope="module")
def served(seeds: "indexer.Engine") -> Flask:
    """The API over the index of the seeds."""
    return create_app(engine=seeds)


def cases(mode: GenerationMode, *paths: str) -> st.SearchStrategy[schemathesis.Case]:
    return st.one_of([SCHEMA[path]["GET"].as_strategy(generation_mode=mode) for path in paths])


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(case=cases(GenerationMode.POSITIVE, *OPENAPI["paths"]))
def test_what_is_allowed_is_answered_as_described(served: Flask, case: schemathesis.Case) -> None:
    """But for what only reading can tell: a query without a word, a term that ends before it begins."""
    case.call_and_validate(app=served, headers=UNPACKED, excluded_checks=[positive_data_acceptance])


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(case=cases(GenerationMode.NEGATIVE, "/api/search", "/api/suggest", "/feed", "/list.csv"))
def test_nothing_that_is_not_allowed_breaks_it(served: Flask, case: schemathesis.Case) -> None:
    """Some of it is answered all the same: an unknown argument is passed over and said, an empty one is as none."""
    response = case.call(app=served, headers=UNPACKED)
    assert response.status_code in (200, 400), response.text
    case.operation.validate_response(response)


def test_every_route_of_the_api_is_described(app: Flask) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} - HIDDEN == set(OPENAPI["paths"])


def test_every_parameter_is_described() -> None:
    shared = OPENAPI["components"]["parameters"]
    named = [one.get("name") or shared[one["$ref"].rpartition("/")[2]]["name"] for one in PARAMETERS]
    assert sorted(named) == sorted(KNOWN)


def test_the_description_is_where_programs_look_for_it(app: Flask) -> None:
    with app.test_client().get("/openapi.json") as answer:
        assert answer.mimetype == "application/json"
        assert answer.json == OPENAPI
