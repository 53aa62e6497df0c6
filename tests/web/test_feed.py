"""The feed of a query and the description of the search are XML that programs can read."""

import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def read_feed(client: FlaskClient, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.text)


def test_the_newest_come_first_and_each_has_what_atom_demands(client: FlaskClient) -> None:
    feed = read_feed(client, "/feed?q=кластер")
    assert feed.findtext(f"{ATOM}title") == "кластер — Иннопоиск"
    assert feed.findtext(f"{ATOM}updated") == "2024-01-02T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}published") for entry in entries] == [
        "2016-05-31T00:00:00Z",
        "2012-01-09T00:00:00Z",
        None,
    ]
    moments = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert moments == sorted(moments, reverse=True)
    for entry in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert entry.findtext(ATOM + name), name
        for link in entry.findall(f"{ATOM}link"):
            assert link.attrib["href"].startswith("http://localhost/")
            assert link.attrib["href"].isascii()
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 3


def test_hostile_text_is_text(client: FlaskClient) -> None:
    titles = [entry.findtext(f"{ATOM}title") for entry in read_feed(client, "/feed?q=кластер").findall(f"{ATOM}entry")]
    assert "Кластер <script>alert('заголовок')</script> & «кавычки»" in titles
    feed = read_feed(client, "/feed?q=кластер%00%0b]]><x>")
    assert "<x>" in str(feed.findtext(f"{ATOM}title"))


def test_the_links_of_entries_lead_somewhere(client: FlaskClient) -> None:
    for entry in read_feed(client, "/feed?q=кластер").findall(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"].removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize("address", ["/feed", '/feed?q="кластер', "/feed?q=кластер&year=зима"])
def test_what_cannot_be_asked(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_a_browser_can_add_the_search(client: FlaskClient) -> None:
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").text
    answer = client.get("/opensearch.xml")
    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    templates = [one.attrib["template"] for one in ET.fromstring(answer.text).findall(f"{OPENSEARCH}Url")]
    for template in templates:
        address = template.replace("{searchTerms}", "кластер").removeprefix("http://localhost")
        assert client.get(address).status_code == 200


def test_the_results_page_names_its_feed(client: FlaskClient) -> None:
    page = client.get("/?q=кластер&year=2016").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert 'href="/feed?q=кластер&amp;year=2016"' in page
