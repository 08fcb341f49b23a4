using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Keeps out of the log what prints whole request targets, paths or headers, whatever the configuration says: hosting's
/// request lines (the access log stands in for them) and Kestrel's and the HTTP client's dumps of what was sent.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the options system.")]
internal sealed class QuietRequestLogs(EdgeScope scope) : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>They warn of failed requests, without an id and some with the path; the gateway writes its own line (<see cref="ForwardingLog"/>).</summary>
    private static readonly string[] Forwarders =
    [
        "Yarp.ReverseProxy.Forwarder.HttpForwarder", "Yarp.ReverseProxy.Forwarder.ForwarderMiddleware", "Yarp.ReverseProxy.LoadBalancing.LoadBalancingMiddleware",
    ];

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

        // Prints the path, in which a client may have put a secret.
        ("Microsoft.AspNetCore.Routing.Matching.DfaMatcher", LogLevel.Information),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (!Protection.QuietLogs.IsEnabled())
            return;

        // A rule for one provider outranks a general one: ours are added for each that is named.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList();
        foreach (var provider in providers)
        {
            foreach (var (category, least) in Limits)
                options.Rules.Add(new LoggerFilterRule(provider, category, least, filter: null));

            // A host may have routes that are not ours.
            foreach (var forwarder in Forwarders)
                options.Rules.Add(new LoggerFilterRule(provider, forwarder, scope.OnlyMarkedConnections ? LogLevel.Error : LogLevel.Warning, filter: null));
        }
    }
}
