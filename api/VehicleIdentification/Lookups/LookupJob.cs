using Aos.Api.Platform.Jobs;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Exports;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Looks up the VINs of an uploaded file, part by part, all in the release that was current when it came.</summary>
internal sealed class LookupJob(VehicleLookups lookups, LookupFile file, Releases releases) : JobKind
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "vehicleLookup";

    public override string Name => KindName;

    public override async Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation)
    {
        var input = VehicleJobInput.Read(work.Input);
        if (await work.ReadInputAsync(cancellation) is not { } part)
            return new() { Result = default, Processed = 0, Rows = 0, Values = 0, IsLast = true };
        var rows = LookupUpload.Read(part);
        var items = await lookups.RunAsync(rows, input.Pinned, new()
        {
            DataSet = work.DataSet,
            Brands = input.Brands,
            VehicleKinds = input.VehicleKinds,
            View = input.View,
            Language = work.Language,
            Request = (work.Path, work.RequestId),
        }, cancellation);

        // Asked afterwards: what was read from a release that is still there now was whole.
        if (await releases.ReadableAsync(work.DataSet, input.Release, cancellation) is null)
            throw LookupErrors.ReleaseGone.With(input.ReleaseName);
        return new()
        {
            Result = input.Form.Encode(file.Write(items, input.Form.Format, input.View, work.IsFirst), work.IsFirst),
            Processed = rows.Count,
            Rows = rows.Count,
            Values = items.Count(item => item.Vehicle is not null),
            IsLast = work.Processed + rows.Count >= work.Total,
        };
    }
}
