"""Makes the tables of sessions and people, and signs so many in: one session key a line.

usage: people.py COUNT   (with the environment of endpoint.py)
"""

import sys

import endpoint  # noqa: F401  (settings)
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command


def main() -> None:
    call_command("migrate", verbosity=0)
    for n in range(int(sys.argv[1])):
        user = User.objects.create_user(f"warga{n}")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        print(session.session_key)


main()
