using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.Calls;

/// <summary>The default kind of a call by its method.</summary>
public static class CallKinds
{
    public static CallKind OfMethod(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? CallKind.Read
        : HttpMethods.IsDelete(method) ? CallKind.Lower
        : CallKind.Write;
}
