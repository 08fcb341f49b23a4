using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// Silences log categories that print whole request targets, paths or headers, whatever the configuration says: hosting's
/// request lines (replaced by the access log) and the dumps of Kestrel and the HTTP client.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the options system.")]
internal sealed class QuietRequestLogs(EdgeScope scope) : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>
    /// They warn of failed requests without a request id, some with the path; the gateway logs these itself
    /// (<see cref="ForwardingLog"/>).
    /// </summary>
    private static readonly string[] Forwarders =
    [
        "Yarp.ReverseProxy.Forwarder.HttpForwarder", "Yarp.ReverseProxy.Forwarder.ForwarderMiddleware", "Yarp.ReverseProxy.LoadBalancing.LoadBalancingMiddleware",
    ];

    private static readonly (string Category, LogLevel Least)[] Limits =
    [
        // None, not Warning: it logs nothing above Information, and while enabled it creates a scope and an activity for
        // every request. The server logs exceptions.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),
        (Http2Refusals.BadRequestCategory, LogLevel.Warning),

        // The star matches exactly this category: at Information, the server puts invalid lines, such as trailers with a
        // token, into its exceptions, which are then logged.
        ("Microsoft.AspNetCore.Server.*Kestrel", LogLevel.Warning),
        (Http2Refusals.Category, LogLevel.Information),
        ("Microsoft.AspNetCore.HttpLogging", LogLevel.None),

        // Prints the Origin header of a request.
        ("Microsoft.AspNetCore.Cors.Infrastructure.CorsService", LogLevel.Warning),

        // Prints the path, which may contain a secret.
        ("Microsoft.AspNetCore.Routing.Matching.DfaMatcher", LogLevel.Information),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (!Protection.QuietLogs.IsEnabled())
            return;

        // A rule for one provider outranks a general one, so ours are added for each configured provider, except the one that logs nothing.
        var providers = options.Rules.Select(rule => rule.ProviderName).Where(name => name != typeof(Http2Refusals).FullName).Append(null).Distinct(StringComparer.Ordinal).ToList();
        foreach (var provider in providers)
        {
            foreach (var (category, least) in Limits)
                options.Rules.Add(new LoggerFilterRule(provider, category, least, filter: null));

            // A host may have routes of its own.
            foreach (var forwarder in Forwarders)
                options.Rules.Add(new LoggerFilterRule(provider, forwarder, scope.OnlyMarkedConnections ? LogLevel.Error : LogLevel.Warning, filter: null));
        }
    }
}
