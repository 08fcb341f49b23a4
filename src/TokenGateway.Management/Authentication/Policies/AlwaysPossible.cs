namespace TokenGateway.Management.Authentication.Policies;

/// <summary>Marks a call that deletes, deactivates or reduces something, or that may: no limit applies to it.</summary>
internal sealed class AlwaysPossible
{
    private AlwaysPossible()
    {
    }

    public static AlwaysPossible Instance { get; } = new();
}
