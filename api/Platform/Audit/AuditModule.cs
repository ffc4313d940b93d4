using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Audit.Chain;
using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Audit.Exports;
using Aos.Api.Platform.Audit.Refusals;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.Platform.Audit;

/// <summary>The audit: its chain, its operations, and the count of refusals.</summary>
internal static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditEventStore>()
        .AddSingleton<AuditReading>()
        .AddSingleton<ChainStore>()
        .AddHostedService<ChainWorker>()
        .AddSingleton<RefusalCounter>()
        .AddHostedService<RefusalWriter>()
        .AddJobKind<AuditExportJob>()
        .AddSingleton<IJsonTypeInfoResolver>(AuditJson.Default)
        .AddApiExample(new AuditChainVerification { IsIntact = true, Tenants = 12, Rows = 48_210, VerifiedAt = new(2026, 10, 5, 8, 15, 30, TimeSpan.Zero) });
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(Page<AuditEvent>))]
[JsonSerializable(typeof(AuditExportRequest))]
[JsonSerializable(typeof(AuditChainVerification))]
[JsonSerializable(typeof(AuditChainVerificationCreate))]
internal sealed partial class AuditJson : JsonSerializerContext;
