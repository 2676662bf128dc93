"""An endpoint that takes reports, as one writes it in Django: a session, CSRF, a form that is checked,
and one transaction that writes the rows. Which rows, and one example of each, the bench counts while
Pendopo takes reports; they are in REPORT_ROWS. Tables and indexes are copies of Pendopo's.

usage: gunicorn endpoint:application   (DATABASE_* and REPORT_ROWS in the environment)
"""

import base64
import json
import os
import secrets

import django
from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

settings.configure(
    SECRET_KEY=os.environ.get("DJANGO_SECRET", "bench"), ROOT_URLCONF=__name__, USE_TZ=True,
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=[
        "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql", "NAME": os.environ["DATABASE_NAME"],
        "HOST": os.environ["DATABASE_HOST"], "USER": os.environ["DATABASE_USER"],
        "CONN_MAX_AGE": None,
    }},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

FIELDS = {"bytea": models.BinaryField, "text": models.TextField, "bigint": models.BigIntegerField}


def value(column: dict):
    """A value that no other row has where there must be none; else that of the example."""
    if column["fresh"]:
        return {
            "bytea": lambda: secrets.token_bytes(16), "text": lambda: secrets.token_hex(16),
            "bigint": lambda: secrets.randbits(62),
        }[column["kind"]]()
    if column["value"] is None:
        return None
    found = base64.b64decode(column["value"]).decode()
    return {
        "bytea": lambda: bytes.fromhex(found[2:]), "bigint": lambda: int(found),
    }.get(column["kind"], lambda: found)()


def model(table: dict) -> type[models.Model]:
    columns = {}
    # Django wants one column that is the key; the database knows better and checks all.
    key = next((c["name"] for c in table["columns"] if c["fresh"]), table["columns"][0]["name"])
    for column in table["columns"]:
        name = column["name"]
        columns[name.strip("_")] = FIELDS[column["kind"]](
            db_column=name, null=True, primary_key=name == key)
    meta = type("Meta", (), {"managed": False, "db_table": table["name"], "app_label": "reports"})
    return type(table["name"].title(), (models.Model,), columns | {
        "Meta": meta, "__module__": __name__})


TABLES = json.loads(open(os.environ["REPORT_ROWS"]).read())
MODELS = [(model(table), table) for table in TABLES]


class Report(forms.Form):
    uraian = forms.CharField(max_length=4_000)
    kategori = forms.ChoiceField(choices=[(c, c) for c in (
        "jalan", "pju", "sampah", "drainase", "longsor", "pohon", "air", "parkir", "lalin", "angkot",
        "pkl", "bangunan", "bising", "hewan", "taman", "listrik", "internet", "sosial", "pasar",
        "makam", "wisata", "ktr", "keamanan")])
    tempat = forms.CharField(max_length=300)
    lat = forms.DecimalField(min_value=-90, max_value=90)
    lon = forms.DecimalField(min_value=-180, max_value=180)


@require_POST
def take(request):
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    form = Report(request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=422)
    with transaction.atomic():
        for kind, table in MODELS:
            for _ in range(table["rows"]):
                made = {c["name"].strip("_"): value(c) for c in table["columns"]}
                kind(**made).save(force_insert=True)
    return JsonResponse({"nomor": secrets.token_hex(8)}, status=201)


urlpatterns = [path("lapor", take)]
application = get_wsgi_application()
