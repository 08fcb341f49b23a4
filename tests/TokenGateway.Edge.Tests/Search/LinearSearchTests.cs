using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Benchmarks;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Tests.Credentials;

namespace TokenGateway.Edge.Tests.Search;

/// <summary>
/// What is searched for values grows with the length of what a client sends and with nothing else. Counted; the time is
/// looked at by <c>./test.sh --long</c> and by <c>bench/</c> alone.
/// </summary>
public class LinearSearchTests
{
    /// <summary>As it stands, and decoded once, twice, three times.</summary>
    private const int Readings = 4;

    private const int Length = 32_000;

    private static readonly string Value = Some.Format.Create(7);

    public static TheoryData<string> Names => [.. BuiltInDialects.Registry.Names];

    [Fact]
    public void Header_value_is_searched_once_in_each_reading() =>
        Each(shape => text => TokenScanner.ContainsToken(text, shape), Readings);

    [Fact]
    public void Query_is_searched_once_in_each_reading() =>
        Each(shape => text => QueryScan.TryStrip(text, ThePlaces.Usual, shape, out _), Readings);

    [Fact]
    public void Path_and_trace_context_are_searched_once_in_each_reading() =>
        Each(shape => text => RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = text[..(Length / 2)], Headers = { TraceState = text[(Length / 2)..] } }, shape, clean: null), Readings);

    [Fact]
    public void What_is_too_short_for_a_value_is_not_searched()
    {
        var shape = new CountingShape(40);
        QueryScan.TryStrip(HostileTexts.Fill("%41=1&a;", Length), ThePlaces.Usual, shape, out _);
        for (var i = 0; i < 100; i++)
            TokenScanner.ContainsToken("%41bcdefghij", shape);

        shape.Searches.ShouldBe(0);
    }

    [Fact]
    public void Text_without_a_valid_escape_has_two_readings_at_most()
    {
        var shape = new CountingShape(1);
        TokenScanner.ContainsToken(HostileTexts.Fill("%zz%%4", 999), shape);

        shape.Searches.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Connection_options_that_name_no_header_remove_none()
    {
        var headers = new CountingHeaders { ["Connection"] = HostileTexts.Fill("x-1,x-2,close,A,", Length), ["X-1"] = "1", ["a"] = "2", ["Accept"] = "*/*" };

        ConnectionOptions.RemoveNamed(headers);

        headers.Keys.Order(StringComparer.Ordinal).ShouldBe(["Accept", "Connection"]);
        headers.Removals.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_of_32_KB_is_within_the_budget(string name)
    {
        // Of a build for debugging there is no budget: ./test.sh --long makes the other one for this.
        if (typeof(TokenScanner).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true)
            return;

        // Twice the budget, since the machine may do other things as well.
        foreach (var (place, text, microseconds) in HeadCost.Dearest(name))
            microseconds.ShouldBeLessThan(2000, $"{place}: {text}");
    }

    private static void Each(Func<ITokenShape, Action<string>> search, int most)
    {
        foreach (var (name, text) in HostileTexts.For(Value, Length))
        {
            var shape = new CountingShape(1);
            search(shape)(text);
            shape.Characters.ShouldBeLessThanOrEqualTo(most * Length, name);
        }
    }
}
