using System.CommandLine;

namespace TokenGateway.Stress.Commands;

/// <summary>A count whose default shrinks with <c>--scale</c>; one that is given is taken as it is.</summary>
internal sealed class ScaledOption
{
    private readonly CommonOptions _common;
    private readonly int _usual;
    private readonly int _least;

    /// <param name="usual">At scale 1.</param>
    /// <param name="least">At the smallest scale, and at all.</param>
    public ScaledOption(CommonOptions common, string name, string description, int usual, int least)
    {
        (_common, _usual, _least) = (common, usual, least);
        Option = new Option<int?>(name) { Description = $"{description} Default: {usual}, scaled.", HelpName = "N" };
        Option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < least)
                result.AddError($"{name}: at least {least} is expected.");
        });
    }

    public Option<int?> Option { get; }

    public int Of(ParseResult parsed) => parsed.GetValue(Option) ?? Math.Max(_least, (int)(_usual * parsed.GetValue(_common.Scale)));

    public TimeSpan Seconds(ParseResult parsed) => TimeSpan.FromSeconds(Of(parsed));
}
