"""The routes of choices."""

from django.urls import path

from ostoja.cloud.consents import views

app_name = "consents"
urlpatterns = [
    path("privacy/choices/", views.mine, name="mine"),
    path("privacy/choices/choose", views.choose, name="choose"),
    path("privacy/choices/age", views.age, name="age"),
    path("privacy/choices/ward", views.ward, name="ward"),
    path("privacy/choices/cookies", views.cookies, name="cookies"),
    path("privacy/choices/receipts/<str:public>.json", views.receipt_of, name="receipt"),
    path("demo/site/", views.site, name="site"),
    path(".well-known/ostoja/receipts.json", views.keys, name="keys"),
]
