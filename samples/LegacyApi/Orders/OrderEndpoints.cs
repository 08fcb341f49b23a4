using LegacyApi.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LegacyApi.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders");
        orders.MapGet("/", List);
        orders.MapGet("/{id:int}", Get);
        orders.MapPost("/", Create);
        orders.MapPut("/{id:int}", Change);
        orders.MapDelete("/{id:int}", Delete);
    }

    private static Ok<OrderList> List(OrderBook book, Caller caller) => TypedResults.Ok(new OrderList(book.List(), caller));

    private static Results<Ok<Order>, NotFound> Get(int id, OrderBook book) =>
        book.Find(id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();

    private static Results<Created<Order>, BadRequest<Complaint>> Create(OrderRequest? request, OrderBook book, Caller caller)
    {
        request ??= OrderRequest.Empty;
        if (request.FindFault() is { } fault)
            return TypedResults.BadRequest(fault);

        var order = book.Add(request, caller.Signature());
        return TypedResults.Created($"/orders/{order.Id}", order);
    }

    private static Results<Ok<Order>, BadRequest<Complaint>, NotFound> Change(int id, OrderRequest? request, OrderBook book, Caller caller)
    {
        request ??= OrderRequest.Empty;
        if (request.FindFault() is { } fault)
            return TypedResults.BadRequest(fault);

        return book.Change(id, request, caller.Signature()) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();
    }

    private static Results<NoContent, NotFound> Delete(int id, OrderBook book) =>
        book.Remove(id) ? TypedResults.NoContent() : TypedResults.NotFound();
}
