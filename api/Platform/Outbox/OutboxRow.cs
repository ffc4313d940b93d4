namespace Aos.Api.Platform.Outbox;

/// <summary>A message as its worker has it.</summary>
internal sealed record OutboxRow
{
    public required Guid Id { get; init; }
    public required string Channel { get; init; }
    public required string Purpose { get; init; }
    public required string Recipient { get; init; }
    public required string Language { get; init; }

    /// <summary>What it says, encrypted; null if it has expired.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Attempts, this one with them.</summary>
    public int Attempts { get; init; }

    /// <summary>The worker's lease.</summary>
    public Guid? Lease { get; init; }
}
