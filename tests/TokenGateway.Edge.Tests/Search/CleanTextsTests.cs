using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Benchmarks;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Standard;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Tests.Intake;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Search;

/// <summary>What was searched at the beginning of a request is not searched again, and nothing else is taken for searched.</summary>
public sealed class CleanTextsTests
{
    private const string Plain = "/a/text/that/is/long/enough/for/a/value/of/ours";
    private const string Escaped = "/%2541/text/that/is/long/enough/for/a/value/of/ours";

    private static readonly string Value = Some.Format.Create(7);

    private static readonly ITokenShape Standard = new StandardDialect("tgw").Shape;

    private readonly CountingShape _shape = new(40);
    private readonly CleanTexts _clean = new();

    [Fact]
    public void Path_without_escapes_is_searched_once()
    {
        Mask(Plain);
        TokenScanner.ContainsToken(Plain, _shape, clean: _clean).ShouldBeFalse();

        _shape.Characters.ShouldBe(Plain.Length);
    }

    [Fact]
    public void Path_with_escapes_is_searched_once_more_as_it_came()
    {
        Mask(Escaped.Replace("%25", "%", StringComparison.Ordinal));
        var before = _shape.Searches;
        TokenScanner.ContainsToken(Escaped, _shape, clean: _clean).ShouldBeFalse();

        before.ShouldBe(2);
        (_shape.Searches - before).ShouldBe(1);
    }

    [Fact]
    public void Trace_context_is_searched_once()
    {
        Mask("/", Escaped);
        var before = _shape.Searches;
        TokenScanner.ContainsToken(Escaped, _shape, SecretEncodings.Of(Value), _clean).ShouldBeFalse();

        before.ShouldBe(3);
        _shape.Searches.ShouldBe(before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%25%41")]
    public void Copy_is_found_in_a_text_without_a_value(string escapes)
    {
        var text = Escaped + escapes + Value;
        _clean.Add(text);

        TokenScanner.ContainsToken(text, _shape, SecretEncodings.Of(Value), _clean).ShouldBeTrue();
    }

    [Fact]
    public void Text_with_a_value_is_not_clean()
    {
        var text = "/orders/" + Value;
        RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = text, Headers = { TraceState = "a=" + Value } }, Standard, _clean).ShouldNotBeNull();

        _clean.Contains(text).ShouldBeFalse();
        _clean.Contains("a=" + Value).ShouldBeFalse();
        TokenScanner.ContainsToken(text, Standard, clean: _clean).ShouldBeTrue();
    }

    [Fact]
    public void Another_text_is_not_clean()
    {
        Mask(Plain);

        _clean.Contains(Plain).ShouldBeTrue();
        _clean.Contains(Plain + "x").ShouldBeFalse();
        _clean.Contains(Plain.AsSpan(1)).ShouldBeFalse();
    }

    [Fact]
    public void Many_texts_are_searched_again()
    {
        for (var i = 0; i < 100; i++)
            _clean.Add($"{Plain}{i}");

        Enumerable.Range(0, 100).Count(i => _clean.Contains($"{Plain}{i}")).ShouldBe(8);
    }

    [Fact]
    public void Noting_the_texts_of_a_further_request_allocates_nothing() =>
        Allocation.Of(() =>
        {
            _clean.Clear();
            _clean.Add(Plain);
            TokenScanner.ContainsToken(Plain, Standard, clean: _clean).ShouldBeFalse();
        }).ShouldBe(0);

    [Fact]
    public async Task Another_generation_searches_again()
    {
        await using var first = new StagedEdge();
        await using var second = new StagedEdge();
        var (_, request) = first.On("any", Plain);
        request.Clean.Add(Plain);
        SecretPlacement.HoldsValueInPath(request).ShouldBeFalse();

        request.Continue(first.Model);
        (request.ValueInPath, request.Clean.Contains(Plain)).ShouldBe((false, true));
        request.Continue(second.Model);
        (request.ValueInPath, request.Clean.Contains(Plain)).ShouldBe((null, false));
    }

    [Fact]
    public async Task Another_request_searches_again()
    {
        await using var edge = new StagedEdge();
        var (_, request) = edge.On("any", Plain);
        request.Clean.Add(Plain);
        SecretPlacement.HoldsValueInPath(request).ShouldBeFalse();

        request.Reset();

        (request.ValueInPath, request.Clean.Contains(Plain)).ShouldBe((null, false));
    }

    private void Mask(string path, string traceState = "") =>
        RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = path, Headers = { TraceState = traceState } }, _shape, _clean).ShouldBeNull();
}
