using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Protections;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Keeps out of the log what prints whole request targets, paths or headers, whatever the configuration says: hosting's
/// request lines (the access log stands in for them) and Kestrel's and the HTTP client's dumps of what was sent.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the options system.")]
internal sealed class QuietRequestLogs : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel Least)[] Limits =
    [
        // None, not Warning: it logs nothing above Information, and while it is on every request gets a scope and an
        // activity. Exceptions are logged by the server.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),
        ("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning),

        // This very category, hence the star: where it logs Information the server puts broken lines, such as trailers with
        // a token, into its exceptions, and whoever logs those prints them.
        ("Microsoft.AspNetCore.Server.*Kestrel", LogLevel.Warning),
        ("Microsoft.AspNetCore.Server.Kestrel.Http2", LogLevel.Information),
        ("Microsoft.AspNetCore.HttpLogging", LogLevel.None),

        // Prints the origin that a request claims.
        ("Microsoft.AspNetCore.Cors.Infrastructure.CorsService", LogLevel.Warning),

        // Both print the path, in which a client may have put a secret.
        ("Microsoft.AspNetCore.Routing.Matching.DfaMatcher", LogLevel.Information),
        ("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Warning),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (!Protection.QuietLogs.Holds())
            return;

        // A rule for one provider outranks a general one: ours are added for each that is named.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList();
        foreach (var provider in providers)
        {
            foreach (var (category, least) in Limits)
                options.Rules.Add(new LoggerFilterRule(provider, category, least, filter: null));
        }
    }
}
