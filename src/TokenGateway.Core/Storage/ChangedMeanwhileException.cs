namespace TokenGateway.Core.Storage;

/// <summary>A user, credential or session in the basis of a write (<see cref="WriteBasis"/>) changed before it; nothing was written.</summary>
public sealed class ChangedMeanwhileException : Exception
{
    public ChangedMeanwhileException()
        : base("What this rests on changed meanwhile.")
    {
    }

    public ChangedMeanwhileException(string message)
        : base(message)
    {
    }

    public ChangedMeanwhileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
