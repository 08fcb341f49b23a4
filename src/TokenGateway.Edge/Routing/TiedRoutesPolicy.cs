using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using TokenGateway.Core.Protections;
using Yarp.ReverseProxy.Model;

namespace TokenGateway.Edge.Routing;

/// <summary>
/// Selects <see cref="Tied"/>, which is refused, for a request that several routes match equally: routes that differ in the
/// value of a header or query parameter all match a request with both values. Routing would throw.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TiedRoutesPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>Belongs to no route, so that an alternative reading of a request that ends here matches no route.</summary>
    public static readonly Endpoint Tied = new(RefuseAsync, EndpointMetadataCollection.Empty, "several routes alike");

    /// <summary>Public text for the detail of its 400.</summary>
    public const string Detail = "Several routes match the request equally: send what selects the route once, with one value.";

    /// <summary>Runs after the policies for headers and parameters.</summary>
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
