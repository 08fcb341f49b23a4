using TokenGateway.Edge.Compilation.Conditions;
using TokenGateway.Edge.Tests.Configuration.Ambiguity;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Tests.Configuration.Conditions;

/// <summary>Our verdict on single conditions against what routing does with the request that fits them best.</summary>
public sealed class ConditionTests
{
    private static readonly string[] Texts =
    [
        "a", "a b", "a,b", "a;b", "a=1; b=2", "\"a\"", "\"a,b\"", "\"a,b\"c", "a\"b,c", "\"", "\"\"", "a,", ",a", ";", "a\"b\"", "\"a\"b\"", "\"a;b\";c",
    ];

    public static TheoryData<string, HeaderMatchMode, string> Values()
    {
        var data = new TheoryData<string, HeaderMatchMode, string>();
        foreach (var name in new[] { "X-Stage", "Cookie" })
        {
            foreach (var mode in new[] { HeaderMatchMode.ExactHeader, HeaderMatchMode.HeaderPrefix, HeaderMatchMode.Contains })
            {
                foreach (var text in Texts)
                    data.Add(name, mode, text);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_of_a_header_without_a_fault_is_one_that_routing_finds(string name, HeaderMatchMode mode, string value)
    {
        var header = new RouteHeader { Name = name, Mode = mode, Values = [value] };
        await using var routing = new RealRouting(Route(new RouteMatch { Path = "/x", Headers = [header] }));

        var found = false;
        foreach (var sent in new[] { value, value + "x" })
            found |= await routing.ChooseAsync(new SampleRequest("/x") { Headers = new Dictionary<string, string> { [name] = sent } }) is not null;

        found.ShouldBe(HeaderValues.FaultOf(header, value) is null);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("GET")]
    public async Task Method_is_matched_in_any_case(string method)
    {
        await using var routing = new RealRouting(Route(new RouteMatch { Path = "/x", Methods = [method] }));

        (await routing.ChooseAsync(new SampleRequest("/x"))).ShouldNotBeNull();
        MethodConditions.FaultOf(method).ShouldBeNull();
    }

    [Theory]
    [InlineData("f.x:443", "f.x", false)]
    [InlineData("f.x:443", "f.x:443", true)]
    [InlineData("f.x:80", "f.x", true)]
    [InlineData("f.x:*", "f.x:81", true)]
    [InlineData("*:81", "f.x:81", true)]
    [InlineData("b\u00fccher.x", "b\u00fccher.x", true)]
    [InlineData("B\u00dcCHER.x", "b\u00fccher.x", true)]
    [InlineData("*.x", "a.x", true)]
    public async Task Host_without_a_fault_is_one_that_routing_reads(string host, string sent, bool matches)
    {
        await using var routing = new RealRouting(Route(new RouteMatch { Hosts = [host] }));

        (await routing.ChooseAsync(new SampleRequest("/x") { Host = sent }) is not null).ShouldBe(matches);
        HostConditions.FaultOf(host).ShouldBeNull();
    }

    [Theory]
    [InlineData("/caf\u00e9/{**rest}", "/caf\u00e9/x")]
    [InlineData("/admin area/{**rest}", "/admin area/x")]
    [InlineData("/100%/{id}", "/100%/1")]
    [InlineData("/v1.{minor}/x", "/v1.2/x")]
    [InlineData("/{name}.{extension?}", "/a.b")]
    [InlineData("~/a", "/a")]
    [InlineData("a", "/a")]
    [InlineData("/users:batch", "/users:batch")]
    public async Task Path_without_a_fault_is_one_that_routing_finds(string pattern, string path)
    {
        await using var routing = new RealRouting(Route(new RouteMatch { Path = pattern }));

        (await routing.ChooseAsync(new SampleRequest(path))).ShouldNotBeNull();
        PathConditions.FaultOf(pattern).ShouldBeNull();
    }

    [Theory]
    [InlineData("/x%2Fy", "AllowEncodedSlash")]
    [InlineData("/x%2fy", "AllowEncodedSlash")]
    [InlineData("/x%2F..", "'.' or '..' segment")]
    [InlineData("/x;y", "AllowPathParameters")]
    [InlineData("/x;{y}", "AllowPathParameters")]
    [InlineData("/..;y", "'.' or '..' segment")]
    [InlineData("/x%2541", "percent-encoded")]
    [InlineData("/x%41", "percent-encoded")]
    [InlineData("/%2e%2e/y", "percent-encoded")]
    [InlineData("/x./y", "AllowTrailingDots")]
    [InlineData("/{x}.", "AllowTrailingDots")]
    [InlineData("/x /y", "ends in a space")]
    [InlineData("/caf%E9", "AllowNonUtf8")]
    [InlineData("/caf%E9x%c3%a9", "percent-encoded")]
    [InlineData("/caf%C0%AE", "overlong")]
    public void Fixed_text_that_reads_in_several_ways_matches_nothing(string pattern, string fault) =>
        PathConditions.FaultOf(pattern).ShouldNotBeNull().ShouldContain(fault);

    private static RouteConfig Route(RouteMatch match) => new() { RouteId = "r", ClusterId = "c", Match = match };
}
