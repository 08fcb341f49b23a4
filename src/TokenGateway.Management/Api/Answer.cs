using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api;

/// <summary>Converts results of the lifecycle to responses.</summary>
internal static class Answer
{
    public static IResult Json<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(body, type, contentType: null, status);

    public static IResult Of<T>(LifecycleResult<T> result, Func<T, IResult> succeeded)
        where T : class =>
        result.Succeeded ? succeeded(result.Value) : Problem.Of(result.Error);
}
