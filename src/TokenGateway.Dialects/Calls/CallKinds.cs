using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.Calls;

/// <summary>What a call does by its method, where it says nothing else.</summary>
public static class CallKinds
{
    public static CallKind OfMethod(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? CallKind.Read
        : HttpMethods.IsDelete(method) ? CallKind.Lower
        : CallKind.Write;
}
