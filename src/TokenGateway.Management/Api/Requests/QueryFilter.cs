using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>Refuses unknown and repeated query parameters.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal static class QueryFilter
{
    /// <summary>For the handler of a call, whose text parameters are its query parameters.</summary>
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        string[] known = [.. factory.MethodInfo.GetParameters().Where(IsInQuery).Select(parameter => parameter.Name!)];
        return context =>
        {
            Check(context.HttpContext.Request.Query, known);
            return next(context);
        };
    }

    private static bool IsInQuery(ParameterInfo parameter) => parameter.ParameterType == typeof(string) && parameter.Name != "id";

    private static void Check(IQueryCollection query, string[] known)
    {
        Names.Check(query.Keys, known, "parameter");
        foreach (var (name, values) in query)
        {
            if (values.Count != 1)
                throw new ApiException(RefusalCode.InvalidRequest, $"{name}: the parameter occurs {values.Count} times in the query.");
        }
    }
}
