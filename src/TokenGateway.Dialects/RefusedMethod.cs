using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects;

/// <summary>The method error of Django REST framework.</summary>
internal static class RefusedMethod
{
    private static readonly string[] Known =
    [
        HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options, HttpMethods.Trace, HttpMethods.Connect,
    ];

    /// <summary>Repeats the method only if it is a standard one: any other comes from the client and may be a token.</summary>
    public static string Sentence(string method) => Known.Contains(method, StringComparer.Ordinal) ? $"Method \"{method}\" not allowed." : "Method not allowed.";
}
