using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using TokenGateway.Core.Protections;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Routing;

/// <summary>
/// A request that several routes match alike gets <see cref="Tied"/>, which is refused: routes that a header or a query
/// parameter tells apart both match where it is given with both values. Routing would end the request with an exception.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TiedRoutesPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>No route's, so that a second reading of a request that leads here is one of no route.</summary>
    public static readonly Endpoint Tied = new(RefuseAsync, EndpointMetadataCollection.Empty, "several routes alike");

    /// <summary>Public text for the detail of its 400.</summary>
    public const string Detail = "Several routes match the request equally: send what selects the route once, with one value.";

    /// <summary>Behind the policies that look at headers and parameters.</summary>
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Count(IsConditioned) > 1;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        int? best = null;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;
            if (best is not null && candidates[i].Score == best)
            {
                if (Protection.OneRoute.IsEnabled())
                    httpContext.SetEndpoint(Tied);
                break;
            }

            // In order of their scores, the best first.
            if (best is not null)
                break;
            best = candidates[i].Score;
        }

        return Task.CompletedTask;
    }

    private static bool IsConditioned(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RouteModel>()?.Config.Match is { } match && (match.Headers is { Count: > 0 } || match.QueryParameters is { Count: > 0 });

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
