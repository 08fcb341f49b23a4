using TokenGateway.Configuration.Schema;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>Match</c> of a route. Here null, <c>[]</c> and <c>{}</c> would all mean "no condition", so all are refused.</summary>
internal static class MatchShape
{
    // A header used as a condition may be a shared secret.
    private static readonly ListShape Values = new(new TextShape { Secret = true });

    // YARP's own validation requires a path or a host.
    public static readonly ObjectShape Shape = new(
        new("Path", Texts.Any with { What = "a path pattern" }, "A pattern such as /orders/{**rest}."),
        new("Methods", new ListShape(Texts.Method), "The methods; all when absent."),
        new("Hosts", new ListShape(Texts.Any with { What = "a host name" }), "Host names with or without a port; *.example.com for all below."),
        new("Headers", new ListShape(Condition<HeaderMatchMode>(Texts.Header, "The name of the header.", "\"ExactHeader\"")), "Conditions on headers."),
        new("QueryParameters", new ListShape(Condition<QueryParameterMatchMode>(Texts.Any with { What = "a name" }, "The name of the parameter.", "\"Exact\"")), "Conditions on the query."))
    {
        MayBeEmpty = true,
    };

    private static ObjectShape Condition<TMode>(TextShape shape, string name, string mode)
        where TMode : struct, Enum => new(
        new("Name", shape, name) { Required = true },
        new("Values", Values, "One of these must match; not with the modes Exists and NotExists."),
        new("Mode", new EnumShape(Enum.GetNames<TMode>()), "How the values are compared.", mode),
        new("IsCaseSensitive", new BooleanShape(), "Whether upper and lower case differ.", "false"))
        { MayBeEmpty = true };
}
