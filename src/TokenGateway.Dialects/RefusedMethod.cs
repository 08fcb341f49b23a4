using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects;

/// <summary>Tells that a method is not allowed, in the words of Django REST framework.</summary>
internal static class RefusedMethod
{
    private static readonly string[] Known =
    [
        HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options, HttpMethods.Trace, HttpMethods.Connect,
    ];

    /// <summary>Repeats the method only when everybody knows it: others are what somebody put there, a token perhaps.</summary>
    public static string Sentence(string method) => Known.Contains(method, StringComparer.Ordinal) ? $"Method \"{method}\" not allowed." : "Method not allowed.";
}
