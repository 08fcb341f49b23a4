using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.OpenApi;

/// <summary>Adds a call's description to the OpenAPI document.</summary>
internal static class CallDescriptions
{
    private const string Json = "application/json";

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder call, string name, string summary, string? description = null)
    {
        call.WithName(name).WithSummary(summary);
        return description is null ? call : call.WithDescription(description);
    }

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder call, string example, bool isOptional = false)
        where T : notnull =>
        call.Accepts<T>(isOptional, Json).WithMetadata(new RequestExample(example));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder call, int status, string example) =>
        call.Produces<T>(status, Json).WithMetadata(new ResponseExample(status, example));

    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder call) => call.Produces(StatusCodes.Status204NoContent);

    /// <summary>Declares the statuses, and also 429, 500 and 503, which every call may return.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder call, params int[] statuses)
    {
        foreach (var status in (int[])[.. statuses, StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable])
            call.Produces<ProblemView>(status, Problem.MediaType);
        return call;
    }
}
