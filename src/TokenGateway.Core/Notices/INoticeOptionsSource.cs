namespace TokenGateway.Core.Notices;

/// <summary>Gives the options of the configuration generation in force.</summary>
public interface INoticeOptionsSource
{
    NoticeOptions Current { get; }
}
