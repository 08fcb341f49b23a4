using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Edge.Compilation;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>The declared keys of other components' sections are exactly those that the components read.</summary>
public sealed class ProxyShapeTests
{
    private const string Proxy = "ReverseProxy";

    // An old key; YARP asks for it only to refuse it.
    private const string Refused = "ReverseProxy:Routes:x:RouteId";

    private static readonly ServiceProvider Services = CreateServices();

    private static readonly string[] Values =
    [
        "", " ", "x", "1", "-1", "+1", "01", "1.5", "1,2", "0x10", "99999999999", "true", "TRUE", "yes", "00:00:01", "-00:00:01", "1:2:3", "24:00:00", "1.00:00:00",
        "90s", "2", "3.0", "2.0.0", "1.2", "ExactHeader", "exactheader", "Exists, Contains", "0", "Tls12", "http://a", "http://", "a b", "/x", "GET", "Http1AndHttp2", "Lax",
    ];

    public static TheoryData<Type, string> Records => new()
    {
        { typeof(RouteConfig), "Routes:x" },
        { typeof(RouteMatch), "Routes:x:Match" },
        { typeof(RouteHeader), "Routes:x:Match:Headers:0" },
        { typeof(RouteQueryParameter), "Routes:x:Match:QueryParameters:0" },
        { typeof(ClusterConfig), "Clusters:x" },
        { typeof(DestinationConfig), "Clusters:x:Destinations:x" },
        { typeof(HealthCheckConfig), "Clusters:x:HealthCheck" },
        { typeof(ActiveHealthCheckConfig), "Clusters:x:HealthCheck:Active" },
        { typeof(PassiveHealthCheckConfig), "Clusters:x:HealthCheck:Passive" },
        { typeof(SessionAffinityConfig), "Clusters:x:SessionAffinity" },
        { typeof(SessionAffinityCookieConfig), "Clusters:x:SessionAffinity:Cookie" },
        { typeof(HttpClientConfig), "Clusters:x:HttpClient" },
        { typeof(WebProxyConfig), "Clusters:x:HttpClient:WebProxy" },
        { typeof(Yarp.ReverseProxy.Forwarder.ForwarderRequestConfig), "Clusters:x:HttpRequest" },
    };

    private static ObjectShape Shape => ProxyShape.Of(BuiltInDialects.Registry, HostKeys.None);

    [Theory]
    [MemberData(nameof(Records))]
    public void Keys_of_a_section_are_the_properties_of_YARPs_record(Type record, string path)
    {
        var declared = ShapeKeys.Of(Shape, Proxy).Where(key => ConfigPath.ParentOf(key.Path) == $"{Proxy}:{path}").Select(key => key.Path.Split(':')[^1]);

        // The id is the name of the section.
        var properties = record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Except(["RouteId", "ClusterId"])
            .Concat(record == typeof(RouteConfig) ? ["ClusterId"] : []);
        declared.ShouldBe(properties, ignoreOrder: true);
    }

    [Fact]
    public void YARP_asks_for_every_declared_key_and_for_no_other()
    {
        var keys = ShapeKeys.Of(Shape, Proxy).ToList();
        var spy = new AskedKeys(keys.Where(key => key.Shape is not null).ToDictionary(key => key.Path, key => ShapeKeys.ValueFor(key.Shape!)));

        Read(new ConfigurationBuilder().Add(spy).Build());

        spy.Asked.Except(keys.Select(key => key.Path)).ShouldBe([Refused]);
        keys.Where(key => key.Shape is not null).Select(key => key.Path).Except(spy.Asked).ShouldBeEmpty();
    }

    [Fact]
    public void Kestrel_asks_for_every_declared_key_and_for_no_other()
    {
        var shape = new ObjectShape([.. KestrelSection.Shape.Keys.Where(key => KestrelSection.Shapes.All(ours => ours.Name != key.Name))]);
        var keys = ShapeKeys.Of(shape, "Kestrel").ToList();
        var spy = new AskedKeys(keys.Where(key => key.Shape is not null).ToDictionary(key => key.Path, key => ShapeKeys.ValueFor(key.Shape!)));

        ReadKestrel(new ConfigurationBuilder().Add(spy).Build().GetSection("Kestrel"));

        spy.Asked.Except(keys.Select(key => key.Path)).ShouldBeEmpty();
        keys.Where(key => key.Shape is not null).Select(key => key.Path).Except(spy.Asked).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_value_the_shapes_accept_YARP_can_read()
    {
        var accepted = 0;
        foreach (var (path, _) in ShapeKeys.Of(Shape, Proxy).Where(key => key.Shape is not null))
        {
            foreach (var value in Values)
            {
                var frozen = ConfigurationSnapshot.Capture(new ConfigurationBuilder().AddInMemoryCollection([new(path, value)]).Build());
                if (ErrorsAt(frozen, path))
                    continue;
                var errors = new ConfigErrors(frozen.Sources);
                ProxySections.Read(frozen, Services, errors).ShouldNotBeNull($"{path}={value}: {string.Join(", ", errors.ToList())}");
                accepted++;
            }
        }

        accepted.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Names_of_transforms_and_their_keys_are_those_that_YARP_knows()
    {
        var factories = Services.GetServices<ITransformFactory>().ToList();
        foreach (var (name, beside) in TransformNames.All)
        {
            Takes(factories, name).ShouldBeTrue(name);
            string[] others = [.. TransformNames.All.Values.SelectMany(keys => keys).Distinct().Except(beside)];
            foreach (var other in others)
                Complaints(factories, name, other).ShouldContain(complaint => complaint.Contains("parameters", StringComparison.Ordinal) || complaint.Contains("Expected", StringComparison.Ordinal), $"{name}+{other}");
        }

        Takes(factories, "Nonsense").ShouldBeFalse();
    }

    [Fact]
    public void Every_validator_of_YARP_has_its_key()
    {
        var validators = typeof(RouteConfig).Assembly.GetTypes()
            .Where(type => type is { IsClass: true } && type.GetInterfaces().Any(one => one.Name is "IRouteValidator" or "IClusterValidator"));

        foreach (var validator in validators)
            ProxyText.KeyOf(validator).ShouldNotBeNull(validator.Name);
    }

    [Theory]
    [InlineData("ReverseProxy__Routes__r__Match__Method__0", "GET", "ReverseProxy:Routes:r:Match:Method: unknown key. Did you mean \"Methods\"? (environment)")]
    [InlineData("ReverseProxy__Routes__r__Match__Methods", "GET", "ReverseProxy:Routes:r:Match:Methods: a list is expected: [\"GET\"] (environment)")]
    [InlineData("ReverseProxy__Clusters__c__HttpRequest__Timeout", "1", "ReverseProxy:Clusters:c:HttpRequest:Timeout: unknown key (environment)")]
    public void Mistyped_variable_of_the_environment_is_an_error(string name, string value, string error)
    {
        using var variables = new EnvironmentVariables((name, value), ("ReverseProxy__Routes__r__TokenGateway__Anonymous", "true"));
        var frozen = ConfigurationSnapshot.Capture(new ConfigurationBuilder().AddEnvironmentVariables().Build());

        Some.Errors(frozen).ShouldContain(error);
    }

    private static bool ErrorsAt(ConfigurationSnapshot frozen, string path)
    {
        var errors = new ConfigErrors(frozen.Sources);
        GatewayConfigReader.Read(frozen, errors);
        return errors.AnyUnder(path);
    }

    private static void Read(IConfigurationRoot root)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddReverseProxy().LoadFromConfig(root.GetSection(Proxy));
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IProxyConfigProvider>().GetConfig().Routes.ShouldNotBeEmpty();
    }

    private static void ReadKestrel(IConfigurationSection section)
    {
        var type = typeof(KestrelServerOptions).Assembly.GetType("Microsoft.AspNetCore.Server.Kestrel.Core.Internal.ConfigurationReader")!;
        var reader = Activator.CreateInstance(type, section)!;
        foreach (var property in type.GetProperties())
            property.GetValue(reader).ShouldNotBeNull();
    }

    private static bool Takes(IEnumerable<ITransformFactory> factories, string name) =>
        factories.Any(factory => factory.Validate(Context(), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [name] = "x" }));

    private static List<string> Complaints(IEnumerable<ITransformFactory> factories, string name, string other)
    {
        var context = Context();
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [name] = "x", [other] = "x" };
        foreach (var unused in factories.Where(factory => factory.Validate(context, values)))
            break;
        return [.. context.Errors.Select(error => error.Message)];
    }

    private static TransformRouteValidationContext Context() =>
        new() { Services = Services, Route = new RouteConfig { RouteId = "x", Match = new RouteMatch { Path = "/" } } };

    private static ServiceProvider CreateServices()
    {
        var services = new ServiceCollection().AddLogging().AddRouting();
        services.AddReverseProxy();
        return services.BuildServiceProvider();
    }
}
