"""The routes of the desk."""

from django.urls import include, path

from ostoja.cloud.desk import views
from ostoja.cloud.desk.breaches import views as breaches
from ostoja.cloud.desk.records import views as records
from ostoja.cloud.desk.requests import views as requests
from ostoja.cloud.desk.strangers import views as strangers

desk = [
    path("", requests.index, name="queue"),
    path("enter/", requests.enter, name="enter"),
    path("requests/<str:public>/", requests.one, name="request"),
    path("requests/<str:public>/<str:deed>", requests.do, name="do"),
    path("people/", requests.people, name="people"),
    path("holds/", records.holds, name="holds"),
    path("holds/<int:number>/release", records.release, name="release"),
    path("disclosures/", records.disclosures, name="disclosures"),
    path("keeping/", records.keeping, name="keeping"),
    path("evidence/", records.chains, name="evidence"),
    path("decisions/", records.decisions, name="decisions"),
    path("statistics/", views.statistics, name="statistics"),
    path("breaches/", breaches.index, name="breaches"),
    path("breaches/<str:public>/tell", breaches.tell, name="tell"),
]
urlpatterns = [
    path("privacy/ask/", strangers.page, name="ask_without_account"),
    path("privacy/ask/<str:home>/", strangers.page, name="ask_through_home"),
    path("privacy/mine/looks/", views.looks_at_me, name="looks_at_me"),
    path("desk/", include((desk, "desk"))),
]
