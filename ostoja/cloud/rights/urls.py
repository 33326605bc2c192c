"""The routes of rights."""

from django.urls import path

from ostoja.cloud.rights import views

app_name = "rights"
urlpatterns = [
    path("privacy/mine/", views.mine, name="mine"),
    path("privacy/mine/access/", views.package, {"kind": "access"}, name="access"),
    path("privacy/mine/portability/", views.package, {"kind": "portability"}, name="portability"),
    path("privacy/mine/close/", views.close, name="close"),
    path("privacy/mine/limit", views.limit, name="limit"),
    path("privacy/mine/ask/", views.ask, name="ask"),
]
