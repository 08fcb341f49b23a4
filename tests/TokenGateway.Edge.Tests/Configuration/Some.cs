using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Edge.Tests.Configuration;

internal static class Some
{
    public static ConfigurationSnapshot File(string json) => Files(("gateway.json", json));

    public static ConfigurationSnapshot Files(params (string Name, string Json)[] files)
    {
        var builder = new ConfigurationBuilder();
        foreach (var (name, json) in files)
            builder.Add(new JsonTextSource(name, json));
        return ConfigurationSnapshot.Capture(builder.Build());
    }

    /// <summary>A file with these keys in the section <c>TokenGateway</c>; they begin on line 3.</summary>
    public static string Gateway(string keys) => $$"""
        {
          "TokenGateway": {
            {{keys}}
          }
        }
        """;

    /// <summary>A file with one route, <c>r</c>, and these keys in its block; they begin on line 3.</summary>
    public static string Block(string keys) => $$"""
        { "ReverseProxy": { "Routes": { "r": {
          "TokenGateway": {
            {{keys}}
          }
        } } } }
        """;

    public static GatewayConfigSet Read(string json) => Read(File(json));

    public static GatewayConfigSet Read(ConfigurationSnapshot frozen)
    {
        var errors = new ConfigErrors(frozen.Sources);
        var set = GatewayConfigReader.Read(frozen, errors);
        errors.ToList().ShouldBeEmpty();
        return set;
    }

    public static IReadOnlyList<string> Errors(ConfigurationSnapshot frozen)
    {
        var errors = new ConfigErrors(frozen.Sources);
        GatewayConfigReader.Read(frozen, errors);
        return [.. errors.ToList().Select(error => error.ToString())];
    }
}
