namespace TokenGateway.EndToEnd.Tests.RateLimiting;

/// <summary>Routes with limits whose windows are longer than any test; each test uses its own owners and limits.</summary>
public sealed class LimitedEdge() : EdgeFixture(Routes, $$"""{ "RateLimits": {{Limits}}, "Cors": { "app": { "Origins": ["https://app.test"] } } }""")
{
    private const string Limits = """
        {
          "standard": { "By": "owner", "Permits": 3, "Window": "1h", "Burst": 4 },
          "each": { "By": "token", "Algorithm": "FixedWindow", "Permits": 2, "Window": "1d" },
          "roles": { "By": "owner", "Algorithm": "SlidingWindow", "Permits": 2, "Window": "1h", "Roles": { "Engineers": { "Permits": 5 }, "Administrators": null } },
          "older": { "By": "owner", "Permits": 3, "Window": "1h", "Burst": 4, "Headers": "Legacy" },
          "visitors": { "By": "owner", "Permits": 3, "Window": "1h" },
          "callers": { "By": "address", "Permits": 3, "Window": "1h" },
          "all": { "By": "route", "Permits": 10, "Window": "1h" }
        }
        """;

    private const string Routes = """
        {
          "limited": { "ClusterId": "legacy", "Match": { "Path": "/limited/{**rest}" },
            "TokenGateway": { "Access": [ { "Methods": ["GET", "OPTIONS"], "AnyToken": true }, { "Methods": ["DELETE"], "MinRole": "Administrators" } ],
              "RateLimits": ["standard"], "Cors": "app" } },
          "composed": { "ClusterId": "legacy", "Match": { "Path": "/composed/{**rest}" }, "Transforms": [ { "ResponseHeader": "X-Own", "Set": "yes" } ],
            "TokenGateway": { "Policy": "Default", "RateLimits": ["standard"] } },
          "both": { "ClusterId": "legacy", "Match": { "Path": "/both/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["standard", "each"] } },
          "older": { "ClusterId": "legacy", "Match": { "Path": "/older/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["older"] } },
          "roles": { "ClusterId": "legacy", "Match": { "Path": "/roles/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["roles"] } },
          "open": { "ClusterId": "legacy", "Match": { "Path": "/open/{**rest}" }, "TokenGateway": { "Anonymous": true, "RateLimits": ["visitors"] } },
          "callers": { "ClusterId": "legacy", "Match": { "Path": "/callers/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["callers"] } },
          "all": { "ClusterId": "legacy", "Match": { "Path": "/all/{**rest}" }, "TokenGateway": { "Policy": "Default", "RateLimits": ["all"] } },
          "free": { "ClusterId": "legacy", "Match": { "Path": "/free/{**rest}" }, "RateLimiterPolicy": "Disable", "TokenGateway": { "Anonymous": true } },
          "default": { "ClusterId": "legacy", "Match": { "Path": "/default/{**rest}" }, "RateLimiterPolicy": "Default", "TokenGateway": { "Anonymous": true } }
        }
        """;

    /// <summary>Creates a token for this user and returns its header.</summary>
    public async Task<string> KeyOfAsync(string user, string role = "Users") => "X-API-Key: " + (await Gateway.IssueAsync(user, role)).Value;

    public async Task<int[]> StatusesAsync(int count, string target, params string[] headers)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
            statuses[i] = (await GetAsync(target, headers)).Status;
        return statuses;
    }
}
