using LegacyApi.Identity;
using LegacyApi.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LegacyApi.Reports;

internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes) => routes.MapGet("/reports/{name}", Get);

    private static Ok<SalesReport> Get(string name, OrderBook book, Caller caller) =>
        TypedResults.Ok(SalesReport.Of(name, book.List(), caller));
}
