using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Conformance.Tests.Sixth;

/// <summary>A product that nobody knows: values <c>six-ID-SECRET</c>, one call, its own words.</summary>
internal sealed class SixthDialect : IDialectDefinition, IDialect, ITokenValueFormat, ITokenShape, IRefusalWriter
{
    public string Name => "Sixth";

    public string RealmWord => "planet";

    public ImmutableArray<string> Credentials => ["Authorization: Six", "X-Six"];

    public string Defaults => """{ "Tokens": { "MaxPerUser": 2, "OwnersMay": ["List"] }, "Notices": { "LeadTimes": ["3d"] } }""";

    public ImmutableArray<DialectKey> Keys => [new("Planet", 1, 9, 3, "Where it is spoken.")];

    public ImmutableArray<string> RecognisedSchemes => ["Five"];

    public ITokenValueFormat Values => this;

    public ITokenShape Shape => this;

    public IRefusalWriter Refusals => this;

    public ImmutableArray<DialectCall> Calls { get; private set; } = [];

    public IDialect Create(DialectSettings settings) => new SixthDialect
    {
        Calls = [new("GET", "/six/{greeting}", exchange => WriteAsync(exchange.Http, 200, $"{exchange.Value("greeting")} {exchange.Actor.User!.Id} of planet {settings.Numbers["Planet"]}"))],
    };

    public string Create(Token token) => $"six-{token.Id}-{Guid.NewGuid():N}";

    public string Hint(string value) => "six-...";

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        !value.StartsWith("six-") ? TokenShapeVerdict.Foreign : value.Length > 36 ? TokenShapeVerdict.Ours : TokenShapeVerdict.Broken;

    public bool IsIn(ReadOnlySpan<char> text) => text.IndexOf("six-") is var at and >= 0 && Judge(text[at..]) == TokenShapeVerdict.Ours;

    public string? IdOf(ReadOnlySpan<char> value) => value[4..].ToString().Split('-')[0];

    public Task WriteAsync(HttpContext context, Refusal refusal) =>
        WriteAsync(context, RefusalCodes.StatusOf(refusal.Code), $"no: {refusal.Code} {refusal.Fault} {refusal.BrokenId}".TrimEnd());

    private static Task WriteAsync(HttpContext context, int status, string text) =>
        TokenGateway.Dialects.Calls.DialectAnswer.WriteAsync(context, status, Encoding.UTF8.GetBytes(text), "text/plain");
}
