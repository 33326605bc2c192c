"""The routes of erasure."""

from django.urls import path

from ostoja.cloud.erasure import views

app_name = "erasure"
urlpatterns = [path("privacy/closed/<str:report>/", views.report, name="report")]
