"""The routes of the app."""

from django.urls import path

from ostoja.cloud.app import shell, views

app_name = "app"
urlpatterns = [
    path("", shell.shell, name="shell"),
    path("sw.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("api/me", views.me, name="me"),
    path("api/claims", views.claims, name="claims"),
    path("api/installations/<str:installation>", views.installation, name="installation"),
    path("api/installations/<str:installation>/chosen", views.chosen, name="chosen"),
    path("api/installations/<str:installation>/tickets", views.tickets, name="tickets"),
    path("api/installations/<str:installation>/members", views.members, name="members"),
    path("api/installations/<str:installation>/members/<str:member>", views.member, name="member"),
    path("api/installations/<str:installation>/invitations", views.invitations, name="invitations"),
    path("api/installations/<str:installation>/invitations/<str:invitation>", views.invitation, name="invitation"),
    path("api/invitations/look", views.look, name="look"),
    path("api/invitations/accept", views.acceptance, name="acceptance"),
    path("api/demo/sign-in", views.demo, name="demo"),
]
