namespace TokenGateway.Core.Tests.Simulation;

/// <summary>All chance of one world. Everything is drawn on one thread in one order, so that the number tells the whole story.</summary>
internal sealed class Seed(int number)
{
    private readonly Random _random = new(number);

    public int Number { get; } = number;

    public int Below(int end) => _random.Next(end);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromSeconds(fromSeconds + (_random.NextDouble() * (toSeconds - fromSeconds)));

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];
}
