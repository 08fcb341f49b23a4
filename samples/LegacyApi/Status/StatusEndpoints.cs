using LegacyApi.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LegacyApi.Status;

/// <summary>For everybody, signed in or not.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes) => routes.MapGet("/status", Get);

    private static Ok<ServiceStatus> Get(OrderBook book) => TypedResults.Ok(new ServiceStatus("ok", book.List().Count));
}
