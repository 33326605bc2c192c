"""The routes for gateways and relays; the feed of revocations is served beside them, see ``feed``."""

from django.urls import path

from ostoja.cloud.homes import views

app_name = "homes"
urlpatterns = [
    path("gateway/v1/offer", views.offer, name="offer"),
    path("gateway/v1/certificate", views.certificate, name="certificate"),
    path("gateway/v1/orders", views.orders, name="orders"),
    path(".well-known/ostoja/keys.json", views.keys, name="keys"),
]
