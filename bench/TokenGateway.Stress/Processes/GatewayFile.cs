using System.Text.Json.Nodes;

namespace TokenGateway.Stress.Processes;

/// <summary>
/// The configuration of every run: <c>/open/*</c> is open to everybody, all else to any token; below <c>/h2/</c> the
/// upstream is spoken to in HTTP/2. What is not said here are the product's defaults.
/// </summary>
internal static class GatewayFile
{
    /// <param name="ports">Of the gateway: HTTP/1.1, HTTP/2, management.</param>
    /// <param name="upstreamPorts">Of the upstream: HTTP/1.1, HTTP/2.</param>
    public static string Write(StageOptions options, int[] ports, int[] upstreamPorts)
    {
        var file = JsonNode.Parse($$"""
            {
              "Kestrel": { "Endpoints": {
                "Edge": { "Url": "http://127.0.0.1:{{ports[0]}}", "Protocols": "Http1" },
                "EdgeHttp2": { "Url": "http://127.0.0.1:{{ports[1]}}", "Protocols": "Http2" },
                "Management": { "Url": "http://127.0.0.1:{{ports[2]}}" } } },
              "ReverseProxy": {
                "Clusters": {
                  "api": { "Destinations": { "a": { "Address": "http://127.0.0.1:{{upstreamPorts[0]}}/" } } },
                  "api2": {
                    "Destinations": { "a": { "Address": "http://127.0.0.1:{{upstreamPorts[1]}}/" } },
                    "HttpRequest": { "Version": "2", "VersionPolicy": "RequestVersionExact" } } },
                "Routes": {
                  "open": { "ClusterId": "api", "Match": { "Path": "/open/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "open2": { "ClusterId": "api2", "Match": { "Path": "/h2/open/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "all2": { "ClusterId": "api2", "Match": { "Path": "/h2/{**rest}" }, "TokenGateway": { "Policy": "Default" } },
                  "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" } } }
              },
              "TokenGateway": {
                "Credentials": ["Authorization: Bearer", "X-API-Key"],
                "Throttle": { "FailedAttempts": {{options.FailedAttempts}} } }
            }
            """)!;
        if (options.HeaderTimeout is { } timeout)
            file["Kestrel"]!["Limits"] = new JsonObject { ["RequestHeadersTimeout"] = timeout.ToString() };
        if (options.Store is { } store)
            file["TokenGateway"]!["Store"] = new JsonObject { ["Provider"] = store.Provider.ToString(), ["ConnectionString"] = store.ConnectionString };
        if (options.Store?.AuditKey is { } key)
            file["TokenGateway"]!["Audit"] = new JsonObject { ["Key"] = Convert.ToHexStringLower(key) };
        return file.ToJsonString();
    }
}
