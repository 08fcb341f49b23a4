namespace TokenGateway.Configuration.Sources;

/// <summary>The source of a value: a line of a file, or the environment (<see cref="Line"/> is 0).</summary>
internal readonly record struct ConfigOrigin(string Source, int Line)
{
    public static readonly ConfigOrigin Environment = new("environment", 0);

    public override string ToString() => Line == 0 ? Source : $"{Source} line {Line}";
}
