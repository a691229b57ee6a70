class AWSRequest:
    def __init__(self, method, url, data, headers):
        self.headers = headers
