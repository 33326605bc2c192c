"""The routes of the promise."""

from django.urls import path

from ostoja.cloud.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.notice, name="notice"),
    path("policy.jsonld", views.linked_data, name="linked_data"),
    path("versions/", views.versions, name="versions"),
    path("versions/<str:name>/", views.archived, name="archived"),
    path("versions/<str:name>/changes/", views.changes, name="changes"),
    path("versions/<str:name>/policy.json", views.canonical, name="canonical"),
    path("versions/<str:name>/notice.<str:language>.<str:ending>", views.file, name="archived_file"),
    path("versions/<str:name>/<str:language>/", views.archived, name="archived_page"),
    path("for/<str:group>/", views.concerning, name="concerning"),
    path("for/<str:group>/<str:language>/", views.concerning, name="concerning_page"),
    path("<str:kind>/<str:language>/", views.notice, name="page"),
    path("notice.<str:language>.<str:ending>", views.file, name="file"),
]
