"""The routes of rights."""

from django.urls import path

from ostoja.cloud.rights import views
from ostoja.cloud.rights.handover import views as handover

app_name = "rights"
urlpatterns = [
    path("privacy/mine/", views.mine, name="mine"),
    path("privacy/mine/access/", views.package, {"kind": "access"}, name="access"),
    path("privacy/mine/portability/", views.package, {"kind": "portability"}, name="portability"),
    path("privacy/mine/handover/", handover.hand_over, name="hand_over"),
    path("privacy/mine/handover/<str:public>/end", handover.take_back, name="take_back"),
    path("privacy/handed/<str:token>/", handover.handed, name="handed"),
    path("privacy/mine/close/", views.close, name="close"),
    path("privacy/mine/limit", views.limit, name="limit"),
    path("privacy/mine/ask/", views.ask, name="ask"),
]
