class SigV4Auth:
    def __init__(self, credentials, service, region):
        self.signature = f"{credentials} {service} {region}"

    def add_auth(self, request):
        request.headers["authorization"] = self.signature
