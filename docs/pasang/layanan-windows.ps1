# Belum dijalankan di tempat penulisannya; bentuknya diperiksa tests/test_pasang.py.
# Layanan Windows tanpa program tambahan: tugas terjadwal yang berjalan sejak komputer menyala.
# Jalankan di PowerShell sebagai Administrator, di folder dasbor.
param([string]$Data = "C:\DasborStunting\data", [string]$Cadangan = "")
$ErrorActionPreference = "Stop"
$folder = (Get-Location).Path
New-Item -ItemType Directory -Force -Path $Data | Out-Null
# hanya SYSTEM dan Administrators yang boleh membaca data
icacls $Data /inheritance:r /grant:r "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" | Out-Null
[Environment]::SetEnvironmentVariable("STUNTING_HOME", $Data, "Machine")
$aksi = New-ScheduledTaskAction -Execute "$folder\.venv\Scripts\python.exe" `
    -Argument "-m streamlit run app.py --server.headless true" -WorkingDirectory $folder
$saat = New-ScheduledTaskTrigger -AtStartup
$aturan = New-ScheduledTaskSettingsSet -RestartCount 99 -RestartInterval (New-TimeSpan -Minutes 1) `
    -ExecutionTimeLimit ([TimeSpan]::Zero)
Register-ScheduledTask -TaskName "DasborStunting" -Action $aksi -Trigger $saat -Settings $aturan `
    -User "SYSTEM" -RunLevel Highest -Force | Out-Null
if ($Cadangan) {
    $salin = New-ScheduledTaskAction -Execute "$folder\.venv\Scripts\python.exe" `
        -Argument "-m stunting backup `"$Cadangan`" --simpan 14" -WorkingDirectory $folder
    Register-ScheduledTask -TaskName "DasborStuntingCadangan" -Action $salin -User "SYSTEM" `
        -Trigger (New-ScheduledTaskTrigger -Daily -At 1:30am) -Force | Out-Null
}
Start-ScheduledTask -TaskName "DasborStunting"
Write-Output "Dasbor berjalan di http://localhost:8501; data di $Data"
